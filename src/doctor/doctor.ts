import { severities, type Finding } from "./finding.ts";
import { findAccount } from "./rules/account.ts";
import { findApps } from "./rules/apps.ts";
import { findCaches } from "./rules/caches.ts";
import { findCommitted } from "./rules/committed.ts";
import { findCors } from "./rules/cors.ts";
import { findCron } from "./rules/cron.ts";
import { findDatabaseInFile } from "./rules/database-in-file.ts";
import { findDebug } from "./rules/debug.ts";
import { findHosts } from "./rules/hosts.ts";
import { findImageSecrets } from "./rules/images.ts";
import { findImportEffects } from "./rules/imports.ts";
import { findInstanceMetadata } from "./rules/instance-metadata.ts";
import { findLocalServices } from "./rules/local-services.ts";
import { findLogFiles } from "./rules/log-files.ts";
import { findMail } from "./rules/mail.ts";
import { findMediaOnDisk } from "./rules/media-on-disk.ts";
import { findPackageSize } from "./rules/package-size.ts";
import { findProcesses } from "./rules/processes.ts";
import { findPython } from "./rules/python.ts";
import { findRedirects } from "./rules/redirects.ts";
import { findTestPackages, findUnusedServices } from "./rules/requirements.ts";
import { findSecretKey } from "./rules/secret-key.ts";
import { findServers } from "./rules/servers.ts";
import { findStartUpData } from "./rules/start-up-data.ts";
import { findSystemLibraries } from "./rules/system-libraries.ts";
import { findTasks } from "./rules/tasks.ts";
import { findWebsockets } from "./rules/websockets.ts";
import { findWheels } from "./rules/wheels.ts";
import { findWrittenFiles } from "./rules/written-files.ts";
import type { Rule, Subject, SurveyRule } from "./subject.ts";

/** Rules that only ask the project's files, and the account: they hold for an application that cannot be loaded, too. */
const surveyRules: readonly SurveyRule[] = [
  findAccount,
  findApps,
  findCommitted,
  findImageSecrets,
  findTestPackages,
  findPackageSize,
  findWheels,
  findServers,
];

/** Rules that ask the loaded application. */
const rules: readonly Rule[] = [
  findDebug,
  findSecretKey,
  findDatabaseInFile,
  findMediaOnDisk,
  findCaches,
  findLocalServices,
  findInstanceMetadata,
  findImportEffects,
  findWrittenFiles,
  findLogFiles,
  findProcesses,
  findTasks,
  findCron,
  findWebsockets,
  findSystemLibraries,
  findPython,
  findCors,
  findRedirects,
  findHosts,
  findMail,
  findStartUpData,
  findUnusedServices,
];

/**
 * Says what would go wrong on AWS, or is dangerous, of an application as it is: the gravest first. Pure.
 */
export function examine(subject: Subject): readonly Finding[] {
  const { facts } = subject;
  const found = [
    ...surveyRules.flatMap((rule) => rule(subject)),
    ...(facts === null ? [] : rules.flatMap((rule) => rule({ ...subject, facts }))),
  ];
  return severities.flatMap((severity) => found.filter((one) => one.severity === severity));
}
