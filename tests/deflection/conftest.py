"""How property tests run here: the same examples on every machine, and no clock to fail by."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
