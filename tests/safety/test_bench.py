"""The benchmark still runs. How fast it is, is for bench/RESULTS.md: no test hangs on a clock."""

from bench.decide import measure, workloads


def test_every_workload_can_be_measured() -> None:
    assert measure(rounds=1, calls=1).keys() == workloads().keys()
