"""Reads SQL of PostgreSQL as tokens: names, words, texts and signs, without comments."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<skip> \s+ | --[^\n]* | /\*.*?\*/ )
  | (?P<quoted> "(?:[^"]|"")*" )
  | (?P<text> [eE]'(?:[^'\\]|\\.|'')*' | (?:[bBxXnN]|[uU]&)?'(?:[^']|'')*'
            | \$(?P<tag>(?:[A-Za-z_]\w*)?)\$.*?\$(?P=tag)\$ )
  | (?P<word> [^\W\d][\w$]* )
  | (?P<number> \d[\w.]* )
  | (?P<sign> :: | . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a statement.

    Attributes
    ----------
    kind
        ``quoted`` (an identifier), ``text``, ``word``, ``number`` or ``sign``.
    value
        As it stands in the statement.
    start, end
        Where.
    """

    kind: str
    value: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        """Whether it may be the name of a table or a column."""
        return self.kind in ("quoted", "word")


def split_statements(sql: str) -> list[list[Token]]:
    """Read a script.

    See Also
    --------
    https://www.postgresql.org/docs/current/sql-syntax-lexical.html

    Returns
    -------
    list of list of Token
        The tokens of each statement, without the semicolon; empty statements are left out.
    """
    statements: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(sql):
        kind = match.lastgroup or "sign"
        if match["text"] is not None:
            kind = "text"  # the tag of a dollar quote is a group, too
        if kind == "skip":
            continue
        if match.group() == ";":
            statements.append([])
        else:
            statements[-1].append(Token(kind, match.group(), match.start(), match.end()))
    return [statement for statement in statements if statement]


class Reader:
    """Walks over the tokens of a statement.

    Parameters
    ----------
    sql
        The script that the tokens are of.
    tokens
        Those to walk over.
    """

    def __init__(self, sql: str, tokens: list[Token]) -> None:
        self.sql = sql
        self._tokens = tokens
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        """Whether nothing is left."""
        return self._at >= len(self._tokens)

    def peek(self, ahead: int = 0) -> str:
        """Give the next keyword in upper case, a sign or number as it is; empty for anything else."""
        place = self._at + ahead
        if place >= len(self._tokens):
            return ""
        token = self._tokens[place]
        return token.value.upper() if token.kind in ("word", "sign", "number") else ""

    def take(self, words: str) -> bool:
        """Go past keywords or signs, with spaces between, if they are next."""
        wanted = words.split()
        if any(self.peek(ahead) != word for ahead, word in enumerate(wanted)):
            return False
        self._at += len(wanted)
        return True

    def skip(self) -> Token:
        """Go past one token."""
        self._at += 1
        return self._tokens[self._at - 1]

    def name(self) -> str:
        """Read the name of a column or constraint."""
        return "" if self.is_at_end else identifier(self.skip())

    def table(self) -> str:
        """Read the name of a table; with the schema before it, and a point between, where it has one."""
        parts = [self.name()]
        while self.take("."):
            parts.append(self.name())
        return ".".join(parts)

    def group(self) -> list[Token]:
        """Read what is between the parentheses that come next; nothing when none come."""
        if self.peek() != "(":
            return []
        depth, begin = 0, self._at + 1
        while not self.is_at_end:
            sign = self.peek()
            depth += (sign == "(") - (sign == ")")
            self._at += 1
            if depth == 0:
                break
        return self._tokens[begin : self._at - 1]

    def until(self, stops: frozenset[str]) -> list[Token]:
        """Read up to a keyword or sign that is not within parentheses, or to the end."""
        begin = self._at
        while not self.is_at_end and self.peek() not in stops:
            if self.peek() == "(":
                self.group()
            else:
                self._at += 1
        return self._tokens[begin : self._at]

    def rest(self) -> str:
        """Give what is left as it stands."""
        return "" if self.is_at_end else self.sql[self._tokens[self._at].start : self._tokens[-1].end]


def identifier(token: Token) -> str:
    """Give the name that an identifier means: PostgreSQL folds it to lower case unless it is quoted."""
    if token.kind == "quoted":
        return token.value[1:-1].replace('""', '"')
    return token.value.lower()


def text_of(sql: str, tokens: list[Token]) -> str:
    """Give a run of tokens as it stands in the script."""
    return sql[tokens[0].start : tokens[-1].end] if tokens else ""


def names_in(tokens: list[Token]) -> list[str] | None:
    """Read a list of column names; None when there is more than names in it, such as an expression."""
    names = []
    for place, token in enumerate(tokens):
        if place % 2 == 0 and token.is_name:
            names.append(identifier(token))
        elif place % 2 == 0 or token.value != ",":
            return None
    return names or None


def calls_in(tokens: list[Token]) -> tuple[str, ...]:
    """Name the functions that are called; casts to a type with a length look the same and are among them."""
    return tuple(
        identifier(token)
        for token, following in zip(tokens, tokens[1:])
        if token.is_name and following.value == "("
    )
