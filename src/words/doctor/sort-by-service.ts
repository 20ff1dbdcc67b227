/** Actions of IAM, each service named once: `lambda:` before the names of its own. */
export function sortByService(actions: readonly string[]): readonly string[] {
  const services = new Map<string, string[]>();
  for (const action of actions) {
    const [service = "", name = ""] = action.split(":");
    services.set(service, [...(services.get(service) ?? []), name]);
  }
  return [...services].map(([service, names]) => `${service}:${names.join("|")}`);
}
