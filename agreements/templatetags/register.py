"""Small filters and tags for display."""

from django import template

register = template.Library()
