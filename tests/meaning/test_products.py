"""On how many threads products of arrays are made."""

from threadpoolctl import ThreadpoolController

from tocsin.meaning.products import on_one_thread


def numbers() -> set[int]:
    return {one["num_threads"] for one in ThreadpoolController().info() if one["user_api"] == "blas"}


def test_products_are_made_on_one_thread_until_the_last_one_leaves() -> None:
    with ThreadpoolController().limit(limits=2, user_api="blas"):
        first, second = on_one_thread(), on_one_thread()
        first.__enter__()
        second.__enter__()
        first.__exit__(None, None, None)
        assert numbers() == {1}
        second.__exit__(None, None, None)
        assert numbers() == {2}
