"""How many examples property tests try. `--hypothesis-profile=thorough` tries ten times as many."""

from hypothesis import settings

# No deadline: a loaded machine is not a fault of the code.
settings.register_profile("quick", max_examples=40, deadline=None)
settings.register_profile("thorough", max_examples=400, deadline=None)
settings.load_profile("quick")
