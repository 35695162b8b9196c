"""The sides of AlexNet's volumes: those that people write down, and which images come out whole."""

from cnnlib.explain import stack
from cnnlib.network import zoo


def test_alexnet_is_whole_at_227_and_not_at_224():
    right, paper = stack.sides(zoo.alexnet()), stack.sides(zoo.alexnet(size=224))
    assert stack.chain(right) == [227, 55, 27, 13, 6] and stack.all_whole(right)
    assert stack.chain(paper) == [224, 54, 26, 12, 5] and not stack.all_whole(paper)
    assert [each["name"] for each in paper if each["rest"]] == ["C1", "P1", "P2", "P5"]
    assert [each[-1]["size"] ** 2 * each[-1]["K"] for each in (right, paper)] == [6 * 6 * 256, 5 * 5 * 256]


def test_between_196_and_258_only_227_is_whole_all_the_way():
    whole = [side for side in range(190, 262) if stack.all_whole(stack.sides(zoo.alexnet(size=side)))]
    assert whole == [195, 227, 259]
    period = stack.period(stack.sides(zoo.alexnet()))
    assert period.value == 4 * 2 * 2 * 2 and stack.neighbours(227, period) == {"before": 195, "after": 259}
