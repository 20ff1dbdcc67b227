const secretName =
  /secret|passw|passphrase|token|api_?key|private_?key|access_?key|auth_?key|credential|signing|encryption|salt|(?:^|_)(?:pass|pwd|key|dsn)$/i;
// A slash is not allowed in a password and stands in many; after a number alone it is the path behind a port.
const urlPassword = /([a-z][a-z0-9+.-]*:\/\/[^\s/:@'"]*:)(?!\d+\/)([^\s'"]*)(?=@)/gi;
const shortestSecret = 4;

/**
 * Takes the secrets out of what an application printed: the values of variables whose names say that they are secret,
 * and the passwords of all URLs, in the text and in the variables.
 */
export function hideSecrets(text: string, environment: Readonly<Record<string, string | undefined>>): string {
  const secrets = Object.entries(environment)
    .flatMap(([name, value = ""]) => [
      ...(secretName.test(name) ? [value] : []),
      ...Array.from(value.matchAll(urlPassword), ([, , password = ""]) => password),
    ])
    .filter((secret) => secret.length >= shortestSecret)
    .toSorted((one, other) => other.length - one.length);
  const hidden = secrets.reduce((rest, secret) => rest.replaceAll(secret, "[hidden]"), text);
  return hidden.replaceAll(urlPassword, "$1[hidden]");
}
