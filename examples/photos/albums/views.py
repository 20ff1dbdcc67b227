from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render

from .forms import PhotosForm
from .models import Album, Photo


def index(request):
    return render(request, 'albums/index.html', {'albums': Album.objects.prefetch_related('photos')})


def album(request, pk):
    return render(request, 'albums/album.html', {'album': get_object_or_404(Album, pk=pk)})


@login_required
def add_photos(request, pk):
    album = get_object_or_404(Album, pk=pk)
    form = PhotosForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        for image in form.cleaned_data['images']:
            Photo.objects.create(album=album, image=image)
        return redirect(album)
    return render(request, 'albums/add_photos.html', {'album': album, 'form': form})
