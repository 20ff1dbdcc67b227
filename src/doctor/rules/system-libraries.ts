import { finding } from "../finding.ts";
import { foundInCode, once, type LoadedSubject, type Rule } from "../subject.ts";

/** Packages that load a library of the system which their wheels do not carry. Names are normalised. */
const libraries: Readonly<Record<string, string>> = {
  weasyprint: "Pango",
  cairosvg: "Cairo",
  "django-weasyprint": "Pango",
  pycairo: "Cairo",
  "python-magic": "libmagic",
  pyodbc: "unixODBC",
  "python-ldap": "OpenLDAP",
  "opencv-python": "libGL",
  "opencv-contrib-python": "libGL",
  pyzbar: "ZBar",
  pdf2image: "Poppler",
  pytesseract: "Tesseract",
  pdfkit: "wkhtmltopdf",
  "django-wkhtmltopdf": "wkhtmltopdf",
  imgkit: "wkhtmltopdf",
  "ffmpeg-python": "FFmpeg",
  wand: "ImageMagick",
  graphviz: "Graphviz",
  pygraphviz: "Graphviz",
};

/** What Lambda's Linux has none of: libraries that packages or `ctypes` load, and programs that are run. */
export const findSystemLibraries: Rule = (subject) => {
  const loaded = foundInCode(subject, "library");
  const required = subject.survey.required.filter(({ name }) => Object.hasOwn(libraries, name));
  const needs = [
    ...(usesGeoDjango(subject) ? [{ by: "django.contrib.gis", library: "GDAL, GEOS, PROJ" }] : []),
    ...required.map(({ name }) => ({ by: name, library: libraries[name] ?? name })),
    ...loaded.map(({ text }) => ({ by: "ctypes", library: text })),
  ];
  const programs = foundInCode(subject, "program").filter(({ text }) => isOfNoBaseSystem(text));
  return [
    ...(needs.length === 0
      ? []
      : [
          finding("error", "LIBRARIES_NEEDED", { needs }, [...required.map(({ place }) => place), ...loaded]),
        ]),
    ...(programs.length === 0
      ? []
      : [
          finding(
            "warning",
            "PROGRAMS_NEEDED",
            { programs: once(programs.map(({ text }) => text)) },
            programs,
          ),
        ]),
  ];
};

function usesGeoDjango({ facts }: LoadedSubject): boolean {
  return facts.installedApps.some(({ name }) => name === "django.contrib.gis");
}

/** Programs that are known to be missing; of any other nothing is said. */
const missingPrograms =
  /^(git|ffmpeg|ffprobe|convert|magick|mogrify|identify|wkhtmltopdf|wkhtmltoimage|pdftotext|pdftoppm|gs|libreoffice|soffice|unoconv|tesseract|dot|node|npm|yarn|docker|psql|pg_dump|mysqldump|redis-cli|chromium|google-chrome|pandoc|pdflatex|xelatex|exiftool|rsync|ssh|scp|crontab|systemctl|supervisorctl|nginx|java)$/;

function isOfNoBaseSystem(program: string): boolean {
  return missingPrograms.test(program);
}
