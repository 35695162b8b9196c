"""Lessons on whole networks: AlexNet in numbers, CIFAR-10 alive, build your own."""
