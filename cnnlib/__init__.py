"""CNN Unfolded's calculations: convolutional networks in numpy, each formula written once and readable."""
