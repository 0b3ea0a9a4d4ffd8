"""whence: who said it, via whom, how it changed on the way, who denies it, and whether it came true.

    import whence
    case = whence.open_case("my-case")
    case.add(["reports/"])
    for claim in case.claims():
        print(claim.gloss.wording, claim.origins)

Everything is loaded when it is first used, so that the import itself costs next to nothing.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whence.pipeline import Case, extract, open_case, read

__version__ = "0.1.0"
__all__ = ["Case", "__version__", "extract", "open_case", "read"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from whence import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'whence' has no attribute {name!r}")


class _Api(ModuleType):
    """The package. `read` and `extract` are functions here and packages below; importing one of those
    packages must not put it in the place of the function."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Api
