/** Types of files that run scripts when they are opened as a page. */
export const scriptedTypes = /^(text\/html|image\/svg\+xml|.*[/+]xml)(;|$)/i;

/** Lets an uploaded page or drawing be shown with its scripts off: it must not run as the application. */
export const scriptsOff = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";
