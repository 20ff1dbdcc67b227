/**
 * Where Django writes down which migrations were applied.
 *
 * @see https://docs.djangoproject.com/en/stable/topics/migrations/#workflow
 */
export const migrationTable = { table: "django_migrations", columns: ["app", "name"] } as const;

/** Tables that hold rows in a database that was only migrated, and that nobody has used yet. */
export const filledByMigrations = [
  migrationTable.table,
  "django_content_type",
  "auth_permission",
  "django_site",
] as const;
