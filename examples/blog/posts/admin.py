from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .models import Comment, Post, Tag

admin.site.site_header = 'Harbour Notes'
admin.site.site_title = 'Harbour Notes'


class CommentInline(admin.TabularInline):
    model = Comment
    extra = 0


@admin.register(Post)
class PostAdmin(admin.ModelAdmin):
    list_display = ['title', 'language', 'published_at', 'author']
    list_filter = ['language', 'tags', 'published_at']
    search_fields = ['title', 'body']
    date_hierarchy = 'published_at'
    filter_horizontal = ['tags']
    prepopulated_fields = {'slug': ['title']}
    inlines = [CommentInline]


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    list_display = ['name', 'slug']
    prepopulated_fields = {'slug': ['name']}


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
    list_display = ['name', 'post', 'created_at', 'is_visible']
    list_filter = ['is_visible', 'created_at']
    actions = ['hide']

    @admin.action(description=_('Hide the chosen comments'))
    def hide(self, request, queryset):
        queryset.update(is_visible=False)
