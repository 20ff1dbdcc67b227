import type { FindingCode } from "../words/doctor/finding-words.ts";

const lambda = "https://docs.aws.amazon.com/lambda/latest/dg";
const django = "https://docs.djangoproject.com/en/stable";
const environment = `${lambda}/lambda-runtime-environment.html`;
const quotas = `${lambda}/gettingstarted-limits.html`;
const runtimes = `${lambda}/lambda-runtimes.html`;
const checklist = `${django}/howto/deployment/checklist/`;
const ephemeral = `${lambda}/configuration-ephemeral-storage.html`;

/** The page that says why, of each finding. */
export const sources: Readonly<Record<FindingCode, string>> = {
  DEBUG_ON: `${checklist}#debug`,
  DATABASE_IN_FILE: ephemeral,
  MEDIA_ON_DISK: ephemeral,
  SECRET_KEY_GENERATED: `${django}/ref/settings/#secret-key`,
  SECRET_KEY_IN_CODE: `${checklist}#secret-key`,
  TOKENS_SIGNED_WITH_SECRET_KEY: `${django}/ref/settings/#secret-key`,
  HOSTS_WRITTEN: `${django}/ref/settings/#allowed-hosts`,
  CORS_LOCAL_ONLY: "https://github.com/adamchainz/django-cors-headers#configuration",
  REDIRECT_TO_LOCALHOST: "https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2",
  METADATA_ASKED: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html",
  CACHE_LOCAL: `${django}/topics/cache/#local-memory-caching`,
  SESSIONS_LOCAL: `${django}/topics/http/sessions/#configuring-the-session-engine`,
  CHANNELS_LOCAL:
    "https://channels.readthedocs.io/en/stable/topics/channel_layers.html#in-memory-channel-layer",
  MAIL_LOCAL: "https://docs.aws.amazon.com/ses/latest/dg/Welcome.html",
  SERVICE_ON_LOCALHOST: environment,
  LOG_FILE: `${lambda}/python-logging.html`,
  SECRETS_COMMITTED: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  DATABASES_COMMITTED: checklist,
  MEDIA_COMMITTED: `${django}/topics/security/#user-uploaded-content`,
  SECRETS_IN_IMAGE: "https://docs.docker.com/build/building/secrets/",
  SERVER_FILES_IGNORED: environment,
  TIME_LIMIT_LONG:
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html",
  UPLOADS_LARGE: quotas,
  APPS_MISSING: `${django}/ref/settings/#installed-apps`,
  APPS_NOT_REQUIRED: `${django}/ref/settings/#installed-apps`,
  TEST_PACKAGES_REQUIRED: quotas,
  PACKAGE_LARGE: quotas,
  PACKAGES_WITHOUT_WHEEL: `${lambda}/python-package.html#python-package-native-libraries`,
  PACKAGES_BUILT_HERE: `${lambda}/python-package.html#python-package-native-libraries`,
  PACKAGES_NEED_NEWER_LINUX: `${lambda}/python-package.html#python-package-native-libraries`,
  PYTHON_NOT_OFFERED: runtimes,
  PYTHON_ENDS: `${runtimes}#runtime-support-policy`,
  LIBRARIES_NEEDED: `${lambda}/chapter-layers.html`,
  PROGRAMS_NEEDED: `${lambda}/chapter-layers.html`,
  CRON_DECLARED: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html",
  TASKS_NOT_EXECUTED: environment,
  TASK_TIME_LIMIT_LONG: `${lambda}/configuration-timeout.html`,
  SERVICE_UNUSED: quotas,
  WEBSOCKETS: `${lambda}/urls-invocation.html`,
  THREADS_AT_IMPORT: environment,
  THREADS_LEFT: environment,
  PROCESSES_AT_IMPORT: environment,
  NETWORK_AT_IMPORT: environment,
  SEMAPHORES: "https://aws.amazon.com/blogs/compute/parallel-processing-in-python-with-aws-lambda/",
  FILES_WRITTEN_AT_IMPORT: ephemeral,
  FILES_WRITTEN: ephemeral,
  AWS_NOT_REACHED: "https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html",
  AWS_CALLER: "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html",
  AWS_ACCOUNT_WRONG: "https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html",
  AWS_RIGHTS_MISSING: "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html",
  AWS_RIGHTS_NOT_ASKED:
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html",
  AWS_CONCURRENCY_LOW: `${lambda}/lambda-concurrency.html`,
  START_UP_DATA: `${django}/topics/migrations/#data-migrations`,
};
