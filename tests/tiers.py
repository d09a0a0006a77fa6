"""The tiers of the test suite: the whole, and a quick one for daily work.

`HYPOTHESIS_PROFILE=dev` (set by `make test-quick`) draws a tenth of a property test's examples; the profile `ci` draws all.
Tests that start programs, or read something by the ten thousand, are marked `slow`, and the quick tier leaves them out.
Both tiers run in two processes, each with its own sample case; the tests of a file stay together and share its fixtures.
"""

import os

from hypothesis import HealthCheck, settings

_SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.large_base_example]
settings.register_profile("ci", deadline=None, suppress_health_check=_SLOW, print_blob=True)
settings.register_profile("dev", deadline=None, suppress_health_check=_SLOW, max_examples=10)
_PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")
settings.load_profile(_PROFILE)


def examples(number: int) -> settings:
    """Draw this many examples in the whole suite, a tenth of them in the quick tier."""
    return settings(max_examples=number if _PROFILE == "ci" else max(5, number // 10))
