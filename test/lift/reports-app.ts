import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { change } from "./workbench.ts";

/** Puts an app beside the shop, with URLs of its own: a page of it names the function that answered. */
export async function addReports(project: string): Promise<void> {
  const folder = join(project, "reports");
  await mkdir(folder);
  await writeFile(join(folder, "__init__.py"), "");
  await writeFile(
    join(folder, "urls.py"),
    `from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("<int:number>/pdf", views.pdf, name="pdf"),
    path("slow/<int:milliseconds>", views.slow),
    path("said", views.said),
]
`,
  );
  await writeFile(
    join(folder, "views.py"),
    `import os
import time

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def pdf(request, number):
    function, memory = (os.environ[f"AWS_LAMBDA_FUNCTION_{name}"] for name in ("NAME", "MEMORY_SIZE"))
    following = reverse("reports:pdf", args=[number + 1])
    home = reverse("index")
    return HttpResponse(
        f"{number} by {function} with {memory} MB; next: {following}; home: {home}"
    )


def slow(request, milliseconds):
    time.sleep(milliseconds / 1000)
    return HttpResponse("done")


def said(request):
    print("a report was made")
    return HttpResponse("")
`,
  );
  await change(join(project, "site_of_shop/settings.py"), "    'shop',\n", "    'shop',\n    'reports',\n");
  const urls = join(project, "site_of_shop/urls.py");
  await change(
    urls,
    "    path('', include",
    "    path('reports/', include('reports.urls')),\n    path('', include",
  );
}
