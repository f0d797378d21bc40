from __future__ import annotations

from sitegen.memo import CallMemo


def next_build(memo: CallMemo) -> None:
    memo.end()
    memo.begin()


def test_a_result_is_used_again_while_all_arguments_are_equal() -> None:
    memo, one, two = CallMemo(), [1], [2]
    made: list[tuple[list[int], str]] = []

    def make(item: list[int], word: str) -> object:
        made.append((item, word))
        return object()

    first = list(memo.each(make, [(one, "a"), (two, "a")]))
    next_build(memo)
    second = list(memo.each(make, [(two, "a"), (one, "b")]))
    assert second[0] is first[1]
    assert made == [(one, "a"), (two, "a"), (one, "b")]


def test_an_equal_object_is_not_the_same_one() -> None:
    memo = CallMemo()
    (first,) = memo.each(list, [((1, 2),)])
    next_build(memo)
    (second,) = memo.each(list, [(tuple([1, 2]),)])  # noqa: C409 a new tuple
    assert second == first
    assert second is not first


def test_what_a_build_did_not_ask_for_is_forgotten() -> None:
    memo, one = CallMemo(), [1]
    (first,) = memo.each(tuple, [(one,)])
    next_build(memo)
    next_build(memo)
    (again,) = memo.each(list, [(one,)])
    assert again is not first


def test_a_function_called_once_is_called_again_only_for_other_arguments() -> None:
    memo = CallMemo()
    first = memo.once(list, "ab")
    next_build(memo)
    assert memo.once(list, "ab") is first
    next_build(memo)
    assert memo.once(list, "ac") == ["a", "c"]


def test_a_build_that_does_not_end_is_as_if_it_had_not_begun() -> None:
    memo, one = CallMemo(), [1]
    (first,) = memo.each(tuple, [(one,)])
    next_build(memo)
    memo.begin()
    assert next(memo.each(tuple, [(one,)])) is first
