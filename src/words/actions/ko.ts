import type { Words } from "./en.ts";

/** What `actions` says, in Korean. */
export const ko: Words = {
  errors: {
    NO_PROJECT: ({ folder }) => ({
      cause: `${folder}와 그 상위 폴더에 monolift.toml이 없습니다.`,
      fix: "프로젝트 폴더로 이동하거나 NAME/STAGE 형태로 스테이지를 지정하세요(목록은 `monolift list`). Django 프로젝트에서 `monolift up`을 실행하면 이 파일이 만들어집니다.",
    }),
    NEVER_LIFTED: ({ name, stage, known }) => ({
      cause: `"${name}/${stage}"은(는) 이 컴퓨터에서 아직 리프트한 적이 없습니다${known.length === 0 ? "" : `(리프트한 프로젝트: ${known.join(", ")})`}.`,
      fix: `먼저 프로젝트 폴더에서 \`monolift up${stage === "local" ? "" : ` ${stage}`}\`을(를) 실행하세요.`,
    }),
    STAGE_STOPPED: ({ name, stage }) => ({
      cause: `"${name}/${stage}"은(는) 멈춰 있어서 열어도 응답이 없습니다.`,
      fix: "`monolift up`으로 다시 시작하세요. 데이터는 그대로 있습니다.",
    }),
    STILL_THERE: ({ left }) => ({
      cause: `모두 지웠는데도 남아 있는 것이 있습니다: ${left.join(", ")}`,
      fix: "`monolift down`을 다시 실행하세요. 그래도 남으면 직접 지우고 무엇이 남았는지 알려 주세요.",
    }),
    BOOT_FAILED: ({ what }) => ({
      cause: `새 버전이 시작되지 않습니다: ${what}`,
      fix: "트레이스백이 가리키는 곳을 고친 뒤 `monolift up`을 다시 실행하세요. 바뀐 것은 없습니다. 마이그레이션은 실행되지 않았고 이전 버전이 그대로 응답하고 있습니다.",
    }),
    BOOT_TIMED_OUT: ({ seconds }) => ({
      cause: `새 버전이 Lambda가 허용하는 ${seconds}초 안에 시작을 마치지 못했습니다.`,
      fix: "임포트할 때 무엇을 하는지(네트워크, 큰 파일, 다른 서비스 대기) 확인하세요. `monolift inspect`가 임포트 중에 한 일을 보여 줍니다. 마이그레이션은 실행되지 않았습니다.",
    }),
    BOOT_OUT_OF_MEMORY: ({ memoryMb }) => ({
      cause: `새 버전을 시작하기에 ${memoryMb} MB로는 부족합니다.`,
      fix: "monolift.toml의 `[functions.web]`에서 `memory = 2048`처럼 늘리세요. 마이그레이션은 실행되지 않았습니다.",
    }),
    BOOT_EXITED: ({ exit }) => ({
      cause: `새 버전이 시작하는 중에 스스로 종료했습니다(${exit}).`,
      fix: "마지막 출력은 아래와 같습니다. sys.exit(), 네이티브 모듈의 비정상 종료 등 임포트할 때 프로세스를 끝내는 것이 있습니다. 마이그레이션은 실행되지 않았습니다.",
    }),
    HEALTH_FAILED: ({ status, path, isFirst }) => ({
      cause: `새 버전이 ${path}에 ${status}(으)로 응답해서 공개하지 않았습니다.`,
      fix: isFirst
        ? "트레이스백이 가리키는 곳을 고친 뒤 `monolift up`을 다시 실행하세요. 데이터가 없어서 그런 것이라면 먼저 `monolift run -- loaddata …` 등으로 넣을 수 있습니다. 명령은 이미 쓸 수 있습니다."
        : "이전 버전이 그대로 응답하고 있습니다. 적용된 마이그레이션은 되돌리지 않습니다. 트레이스백이 가리키는 곳을 고친 뒤 `monolift up`을 다시 실행하세요.",
    }),
    STATIC_FAILED: ({ message }) => ({
      cause: `정적 파일을 모으지 못했습니다: ${message}`,
      fix: "표시된 설정이나 파일을 고친 뒤 `monolift up`을 다시 실행하세요. 이전 버전이 그대로 응답하고 있습니다.",
    }),
    MIGRATION_FAILED: ({ migration, message, isRolledBack }) => ({
      cause: `마이그레이션 ${migration}이(가) 실패했습니다: ${message}`,
      fix: isRolledBack
        ? "이 마이그레이션은 롤백되었습니다. 그 앞의 것들은 적용된 상태이고 이전 버전이 계속 응답합니다. 마이그레이션을 고친 뒤 `monolift up`을 다시 실행하세요."
        : "이 마이그레이션은 atomic이 아니어서 일부만 데이터베이스에 남아 있을 수 있습니다. `monolift run -- showmigrations`나 `monolift run -- dbshell`로 확인하고 고친 뒤 `monolift up`을 다시 실행하세요.",
    }),
    MIGRATE_FAILED: ({ message }) => ({
      cause: `데이터베이스를 마이그레이션하지 못했습니다: ${message}`,
      fix: "메시지가 가리키는 곳을 고친 뒤 `monolift up`을 다시 실행하세요. 이전 버전이 그대로 응답하고 있습니다.",
    }),
    ROWS_FILE_MISSING: ({ file }) => ({
      cause: `--from으로 지정한 ${file}이(가) 없습니다.`,
      fix: "프로젝트의 SQLite 파일을 지정하세요(예: `monolift up --from db.sqlite3`).",
    }),
    ROWS_NOT_BROUGHT: ({ file, message }) => ({
      cause: `${file}의 행을 가져오지 못했습니다: ${message}`,
      fix: "파일도 스테이지도 바뀌지 않았습니다. SQLite 쪽에서 표시된 곳을 고치거나 직접 `migrate`를 실행한 뒤 같은 명령을 다시 실행하세요.",
    }),
    ROWS_STAGE_HAS_ROWS: ({ stage, message }) => ({
      cause: `스테이지 "${stage}"에 이미 행이 있어서 가져오지 않았습니다: ${message}`,
      fix: "바뀐 것은 없습니다. 스테이지의 행을 지워도 된다면 먼저 `monolift down`을 실행하고 --from을 붙여 다시 리프트하세요.",
    }),
    COMMAND_FAILED: ({ command, message }) => ({
      cause: `이 단계의 명령 ${command}이(가) 실패했습니다: ${message}`,
      fix: "트레이스백이 가리키는 곳을 고친 뒤 `monolift up`을 다시 실행하세요.",
    }),
  },
  notices: {
    SQLITE_HAS_ROWS: ({ file }) =>
      `지금까지의 데이터는 ${file}에 있습니다. 스테이지에는 전용 PostgreSQL 데이터베이스가 생겼습니다. \`monolift up --from ${file}\`로 행을 가져올 수 있습니다.`,
    TASKS_NOT_EXECUTED: ({ kind, count }) =>
      kind === "celery-tasks"
        ? `Celery 태스크 ${count}개는 아직 실행되지 않습니다. 이 스테이지에는 큐가 없습니다.`
        : kind === "celery-schedules"
          ? `Celery 스케줄 ${count}개는 아직 동작하지 않습니다.`
          : kind === "django-tasks"
            ? `Django 태스크 ${count}개는 아직 백그라운드에서 실행되지 않습니다.`
            : "WebSocket은 아직 지원하지 않습니다. HTTP는 동작합니다.",
    WRITES_AT_IMPORT: ({ files }) =>
      `애플리케이션이 임포트할 때 파일을 씁니다. 읽기 전용 디스크에서는 거부됩니다: ${files.slice(0, 3).join(", ")}${files.length > 3 ? " 등" : ""}`,
    STATIC_NOT_INSTALLED: () =>
      "INSTALLED_APPS에 django.contrib.staticfiles가 없어서 각 앱의 static 폴더를 그대로 복사했습니다.",
    ROWS_LEFT_OUT: ({ tables }) => `프로젝트에 해당 모델이 없어서 가져오지 않은 테이블: ${tables.join(", ")}`,
    STATE_SET_ASIDE: ({ file, keptAs }) => `${file}이(가) 손상되어 ${keptAs}(으)로 보관하고 새로 씁니다.`,
    PORT_MOVED: ({ from, to, holder }) =>
      `포트 ${from}을(를)${holder === null ? "" : ` ${holder}이(가)`} 사용 중이어서 이 스테이지의 포트를 ${to}(으)로 바꿨습니다.`,
    FOLDER_MOVED: ({ name, from, to }) =>
      `프로젝트 "${name}"은(는) ${from}에 있었지만 사라졌습니다. 이제 ${to}입니다.`,
  },
};
