"""Regular expressions that were compiled when an import pack was written.

A cold start compiles some hundreds of them: the standard library's, those of the packages, one for each route
of the application. That took a sixth of it, and comes out the same each time. Here the work of
``re._compiler`` is kept; what is left is to hand it to the engine, as ``re`` does after it.

Whatever is not known is compiled as ever.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Union

    #: What ``re`` is asked for: whether the pattern is text (and not bytes), the pattern, flags.
    Question = tuple[bool, Union[str, bytes], int]

    #: What its compiler asks the engine for then, but for the pattern: flags, code, and more that depends on
    #: the version.
    Program = tuple[Any, ...]

    #: The engine that the programs are for, and the programs.
    Programs = tuple[int, dict[Question, Program]]

NO_PROGRAMS: Programs = (0, {})

#: Before it, ``re`` has no compiler of its own.
_OLDEST_PYTHON = (3, 11)

_NUMBER_BYTES = 4

#: Named in a way that leaves its types alone: it is nobody's but ``re``'s.
_engine: Any = __import__("_sre")


def use(programs: Programs) -> None:
    """Have ``re`` take these programs; another engine's are passed over."""
    made_for, known = programs
    if not known or made_for != _engine.MAGIC:
        return
    compiler = _compiler()
    compile_anew = compiler.compile

    def compile_pattern(pattern: Any, flags: Any = 0) -> Any:
        kind = type(pattern)
        # No subclass of theirs: it may be equal to what it does not mean.
        program = known.get((kind is str, pattern, flags)) if kind is str or kind is bytes else None
        return compile_anew(pattern, flags) if program is None else _pattern_of(pattern, program)

    compiler.compile = compile_pattern


def asked_so_far() -> list[Question]:
    """Give what this process has compiled, as far as ``re`` remembers it: the last 512 patterns."""
    import re

    remembered: Any = vars(re)["_cache"]
    found = [(kind is str, pattern, flags) for kind, pattern, flags in remembered if kind in (str, bytes)]
    return sorted(found, key=repr)


def compile_programs(asked: Iterable[Question]) -> Programs:
    """Compile patterns for the engine of this interpreter.

    Returns
    -------
    Programs
        Without those that depend on the locale, that cannot be written down, that do not make what ``re``
        makes of them, and that their author is warned about: the warning is to come where it always came.
    """
    if sys.version_info < _OLDEST_PYTHON:
        return NO_PROGRAMS
    import marshal
    import re
    import warnings

    programs = {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for question in asked:
            _, pattern, flags = question
            try:
                program = _compile(pattern, flags)
                is_right = _pattern_of(pattern, program) == re.compile(pattern, flags)
                # Flags or names that are of a type of the package's own.
                marshal.dumps((question, program))
            except Exception:  # noqa: S112 (whatever it is, the application will hear of it as ever)
                continue
            if is_right and not program[0] & re.LOCALE:
                programs[question] = program
    return _engine.MAGIC, programs


def _compile(pattern: str | bytes, flags: int) -> Program:
    """Have ``re`` compile a pattern, and listen to what it says to its engine."""
    from types import SimpleNamespace

    compiler = _compiler()
    heard: list[Program] = []

    def compile_heard(heard_pattern: Any, all_flags: int, code: list[int], *more: Any) -> Any:
        numbers = b"".join(number.to_bytes(_NUMBER_BYTES, sys.byteorder) for number in code)
        heard.append((all_flags, numbers, *more))
        return _engine.compile(heard_pattern, all_flags, code, *more)

    compiler._sre = SimpleNamespace(**{**vars(_engine), "compile": compile_heard})
    try:
        compiler.compile(pattern, flags)
    finally:
        compiler._sre = _engine
    return heard[0]


def _pattern_of(pattern: str | bytes, program: Program) -> Any:
    """Say the same to the engine."""
    flags, code, *more = program
    return _engine.compile(pattern, flags, memoryview(code).cast("I").tolist(), *more)


def _compiler() -> Any:
    from re import _compiler  # type: ignore[attr-defined]

    return _compiler
