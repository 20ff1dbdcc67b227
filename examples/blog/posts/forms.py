from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .models import Comment, Post


class CommentForm(forms.ModelForm):
    # People do not see this field; programs that fill in every field do.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={'tabindex': '-1', 'autocomplete': 'off'}))

    class Meta:
        model = Comment
        fields = ['name', 'text']
        widgets = {
            'name': forms.TextInput(attrs={'autocomplete': 'name', 'placeholder': _('Your name')}),
            'text': forms.Textarea(attrs={'rows': 4, 'placeholder': _('What do you think?')}),
        }

    def clean_website(self):
        if self.cleaned_data['website']:
            raise forms.ValidationError(_('Please leave this field empty.'))
        return ''


class PostForm(forms.ModelForm):
    class Meta:
        model = Post
        fields = ['title', 'summary', 'photo', 'photo_text', 'body', 'language', 'tags']
        widgets = {'body': forms.Textarea(attrs={'rows': 16}), 'tags': forms.CheckboxSelectMultiple}

    def save(self, commit=True):
        if not self.instance.slug:
            self.instance.slug = free_slug(self.cleaned_data['title'])
        return super().save(commit)


def free_slug(title):
    """A slug that no post has yet; a title without Latin letters gives `post`, `post-2`, …"""
    wanted = slugify(title)[:110] or 'post'
    slug, number = wanted, 1
    while Post.objects.filter(slug=slug).exists():
        number += 1
        slug = f'{wanted}-{number}'
    return slug
