"""Says who answers a route, which methods it takes and how Django treats it."""

from __future__ import annotations

import functools
import inspect
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class View:
    """What is known of the callable behind a route.

    Attributes
    ----------
    name
        Dotted path of the function or class that somebody wrote, past decorators and partials.
    lookup
        Django's own word for the callable (`URLPattern.lookup_str`, what a `ResolverMatch` shows).
    methods
        HTTP methods it takes, sorted, or None when it does not say.
    """

    name: str
    lookup: str
    methods: list[str] | None
    csrf_exempt: bool
    is_async: bool


def read_view(callback: Any) -> View:
    """Read what the callable behind a route says of itself."""
    layers = _layers(callback)
    return View(
        name=_name(layers),
        lookup=_lookup(callback),
        methods=_methods(layers),
        csrf_exempt=bool(getattr(callback, "csrf_exempt", False)),
        is_async=any(_is_coroutine(layer) for layer in layers[:1]),
    )


def _layers(callback: Any) -> list[Any]:
    """Return a callable and those it wraps, from the outside in.

    `functools.wraps` says what it wraps; a partial and a bound method say it too. A decorator that says none
    is looked through when its closure holds exactly one function.
    """
    layers: list[Any] = []
    current = callback
    while current is not None and all(current is not layer for layer in layers) and len(layers) < 50:
        layers.append(current)
        if isinstance(current, functools.partial):
            current = current.func
        elif hasattr(current, "__wrapped__"):
            current = current.__wrapped__
        elif _class_of(current) is None and "<locals>" in getattr(current, "__qualname__", ""):
            current = _wrapped_in_closure(current)
        else:
            current = None
    return layers


def _closure(function: Any) -> dict[str, Any]:
    names = getattr(getattr(function, "__code__", None), "co_freevars", ())
    found: dict[str, Any] = {}
    for name, cell in zip(names, getattr(function, "__closure__", None) or ()):
        try:
            found[name] = cell.cell_contents
        except ValueError:  # not filled yet
            continue
    return found


def _wrapped_in_closure(function: Any) -> Any:
    inner = [value for value in _closure(function).values() if inspect.isroutine(value)]
    return inner[0] if len(inner) == 1 else None


def _class_of(layer: Any) -> Any:
    """Return the class behind `as_view()`: Django's views say `view_class`, DRF's viewsets `cls`."""
    found = getattr(layer, "view_class", None) or getattr(layer, "cls", None)
    return found if inspect.isclass(found) else None


def _operations(layer: Any) -> list[Any]:
    """Return the operations of a django-ninja path, which shares one callable between several functions."""
    for owner in (getattr(layer, "__self__", None), *_closure(layer).values()):
        operations = getattr(owner, "operations", None)
        if isinstance(operations, list) and operations and hasattr(operations[0], "view_func"):
            return operations
    return []


def _name(layers: list[Any]) -> str:
    for layer in layers:
        if (view_class := _class_of(layer)) is not None:
            # DRF's @api_view makes a class called WrappedAPIView and gives it the function's name.
            last = view_class.__qualname__.rpartition(".")[2]
            is_renamed = "<locals>" in view_class.__qualname__ or last != view_class.__name__
            return _dotted(view_class, view_class.__name__ if is_renamed else view_class.__qualname__)
        for operation in _operations(layer):
            return _dotted(operation.view_func, operation.view_func.__qualname__)
    innermost = layers[-1]
    qualname = getattr(innermost, "__qualname__", None)
    if qualname is None:
        return _dotted(type(innermost), type(innermost).__qualname__)
    outermost = getattr(layers[0], "__qualname__", None)
    # A decorator may have taken the name of what it wraps by hand; the outermost is the one Django shows.
    # Below a function that makes views there is no better name than Django's either.
    if outermost is not None and ("<locals>" not in outermost or "<locals>" in qualname):
        return _dotted(layers[0], outermost)
    return _dotted(innermost, qualname)


def _dotted(thing: Any, qualname: str) -> str:
    return f"{getattr(thing, '__module__', None) or type(thing).__module__}.{qualname}"


def _lookup(callback: Any) -> str:
    """Do what `URLPattern.lookup_str` does, for callables too that it fails on."""
    if isinstance(callback, functools.partial):
        callback = callback.func
    view_class = getattr(callback, "view_class", None)
    if view_class is not None:
        return _dotted(view_class, view_class.__qualname__)
    if not hasattr(callback, "__name__"):
        return _dotted(type(callback), type(callback).__name__)
    return _dotted(callback, getattr(callback, "__qualname__", callback.__name__))


def _methods(layers: list[Any]) -> list[str] | None:
    """Return what every layer lets through."""
    allowed: set[str] | None = None
    for layer in layers:
        here = _methods_of(layer)
        if here is not None:
            allowed = here if allowed is None else allowed & here
    return None if allowed is None else sorted(allowed)


def _methods_of(layer: Any) -> set[str] | None:
    operations = _operations(layer)
    if operations:
        return {method.upper() for operation in operations for method in getattr(operation, "methods", ())}
    view_class = _class_of(layer)
    if view_class is not None:
        return _methods_of_class(layer, view_class)
    return _required_methods(layer)


def _methods_of_class(layer: Any, view_class: Any) -> set[str] | None:
    names = (getattr(layer, "view_initkwargs", None) or getattr(layer, "initkwargs", None) or {}).get(
        "http_method_names", getattr(view_class, "http_method_names", None)
    )
    if names is None:
        return None
    actions = getattr(layer, "actions", None)
    if isinstance(actions, dict):  # a viewset: the router says which method is which action
        handled = {*actions, *(["head"] if "get" in actions else []), "options"}
    else:
        handled = {name for name in names if hasattr(view_class, name)}
        # View.setup() answers HEAD with get().
        handled |= {"head"} if "get" in handled else set()
        if handled <= {"options"}:  # every view has it: one with nothing else decides in its own dispatch()
            return None
    return {name.upper() for name in names if name.lower() in handled}


def _required_methods(layer: Any) -> set[str] | None:
    """Read `require_http_methods` and its kin from the closure they keep their list in."""
    code = getattr(layer, "__code__", None)
    if code is None or not code.co_filename.replace("\\", "/").endswith("django/views/decorators/http.py"):
        return None
    methods = _closure(layer).get("request_method_list")
    return {str(method).upper() for method in methods} if isinstance(methods, (list, tuple, set)) else None


def _is_coroutine(callback: Any) -> bool:
    if isinstance(callback, functools.partial):
        callback = callback.func
    if inspect.iscoroutinefunction(callback):
        return True
    try:
        from asgiref.sync import iscoroutinefunction
    except ImportError:  # asgiref before 3.6, with a Django that marks no views
        return False
    return bool(iscoroutinefunction(callback)) or (
        not inspect.isroutine(callback) and inspect.iscoroutinefunction(getattr(callback, "__call__", None))  # noqa: B004
    )
