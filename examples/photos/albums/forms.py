from django import forms


class MultipleImageInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class MultipleImageField(forms.ImageField):
    # As in Django's documentation: https://docs.djangoproject.com/en/stable/topics/http/file-uploads/
    widget = MultipleImageInput(attrs={'accept': 'image/*'})

    def clean(self, data, initial=None):
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(MultipleImageField, self).clean(file, initial) for file in files]


class PhotosForm(forms.Form):
    images = MultipleImageField(label='Photos')
