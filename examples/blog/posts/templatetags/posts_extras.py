import random

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from ..markup import render

register = template.Library()


@register.filter
def markup(text):
    return render(text)


@register.simple_tag
def cover(post):
    """The photo of a post; one without a photo gets a view of the sea that only it has, drawn from its slug."""
    if post.photo:
        return format_html('<img class="cover" src="{}" alt="{}">', post.photo.url, post.photo_text)
    return draw_sea(post.slug)


def draw_sea(seed):
    chance = random.Random(seed)
    hue, sea = chance.choice([8, 22, 38, 200, 262, 336]), chance.randint(168, 208)
    x, y, radius = chance.randint(90, 710), chance.randint(70, 190), chance.randint(26, 58)
    sky = (
        f'<linearGradient id="sky-{seed}" x2="0" y2="1">'
        f'<stop stop-color="hsl({hue} 62% 82%)"/><stop offset="1" stop-color="hsl({hue + 28} 78% 93%)"/>'
        '</linearGradient>'
    )
    sun = f'<circle cx="{x}" cy="{y}" r="{radius}" fill="hsl({hue + 14} 92% 97%)"/>'
    waves = ''.join(
        f'<path d="{draw_wave(chance, 215 + index * 52)}" '
        f'fill="hsl({sea + index * 8} {34 + index * 5}% {67 - index * 12}%)"/>'
        for index in range(5)
    )
    return mark_safe(
        '<svg class="cover" viewBox="0 0 800 450" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
        f'<defs>{sky}</defs><rect width="800" height="450" fill="url(#sky-{seed})"/>{sun}{waves}</svg>'
    )


def draw_wave(chance, height):
    points = [(x, height + chance.randint(-20, 20)) for x in range(-100, 1001, 100)]
    path = f'M{points[0][0]} {points[0][1]}'
    for (left_x, left_y), (x, y) in zip(points, points[1:]):
        middle = (left_x + x) // 2
        path += f'C{middle} {left_y} {middle} {y} {x} {y}'
    return f'{path}V450H-100Z'
