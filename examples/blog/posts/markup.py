"""A little markup: enough to write a post, small enough to trust.

Everything is escaped first; only what this file makes becomes HTML.
"""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe

CODE = re.compile(r'`([^`]+)`')
BOLD = re.compile(r'\*\*(.+?)\*\*')
ITALIC = re.compile(r'(?<!\*)\*([^*\s][^*]*)\*')
LINK = re.compile(r'\[([^\]]+)\]\((https?://[^\s)]+|/[^\s)]*)\)')


def render(text):
    """HTML of a text: paragraphs, headings, lists, quotes and code, between blank lines."""
    blocks = []
    for block in split_blocks(text):
        blocks.append(render_block(block))
    return mark_safe('\n'.join(blocks))


def split_blocks(text):
    lines, inside_code = [], False
    for line in [*text.replace('\r\n', '\n').split('\n'), '']:
        if line.startswith('```'):
            inside_code = not inside_code
        if line.strip() or inside_code:
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def render_block(lines):
    first = lines[0]
    if first.startswith('```'):
        code = [line for line in lines[1:] if not line.startswith('```')]
        return '<pre><code>{}</code></pre>'.format(escape('\n'.join(code)))
    if heading := re.match(r'(#{1,3})\s+(.+)', first):
        level = len(heading[1]) + 1
        rest = render_block(lines[1:]) if lines[1:] else ''
        return f'<h{level}>{render_inline(heading[2])}</h{level}>{rest}'
    if all(line.startswith('> ') or line == '>' for line in lines):
        return '<blockquote><p>{}</p></blockquote>'.format(render_lines([line[2:] for line in lines]))
    if all(line.startswith('- ') for line in lines):
        return '<ul>{}</ul>'.format(''.join(f'<li>{render_inline(line[2:])}</li>' for line in lines))
    return f'<p>{render_lines(lines)}</p>'


def render_lines(lines):
    return '\n'.join(render_inline(line) for line in lines)


def render_inline(text):
    # Code is taken out first, so that the signs in it stay as they are.
    pieces = CODE.split(escape(text))
    for index, piece in enumerate(pieces):
        if index % 2:
            pieces[index] = f'<code>{piece}</code>'
        else:
            piece = LINK.sub(r'<a href="\2">\1</a>', piece)
            piece = BOLD.sub(r'<strong>\1</strong>', piece)
            pieces[index] = ITALIC.sub(r'<em>\1</em>', piece)
    return ''.join(pieces)
