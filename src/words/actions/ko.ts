import { sayMoment, sayTimeSpan } from "../time-span.ts";
import { namedAtMost, type Column, type Words } from "./en.ts";

/** What `actions` says, in Korean. */
export const ko: Words = {
  errors: {
    STAGE_IS_KEPT: (facts) => ({
      cause: `파일이 ${facts.stage}의 데이터를 보호하고 있습니다(\`keep = true\`). 이름을 직접 입력해야만 지울 수 있습니다.`,
      fix: `터미널에서 \`monolift down ${facts.stage}\`을(를) 실행해 이름을 입력하거나, 먼저 파일에서 \`keep\`을 빼 주세요. \`--keep-data\`를 쓰면 데이터를 남기고 스테이지만 내립니다.`,
    }),
    NO_PROJECT: ({ folder }) => ({
      cause: `${folder}와 그 상위 폴더에 monolift.toml이 없습니다.`,
      fix: "프로젝트 폴더로 이동하거나 NAME/STAGE 형태로 스테이지를 지정하세요(목록은 `monolift list`). Django 프로젝트에서 `monolift up`을 실행하면 이 파일이 만들어집니다.",
    }),
    NEVER_LIFTED: ({ name, stage, known }) => ({
      cause: `"${name}/${stage}"은(는) 이 컴퓨터에서 아직 리프트한 적이 없습니다${known.length === 0 ? "" : `(리프트한 프로젝트: ${known.join(", ")})`}.`,
      fix: `먼저 프로젝트 폴더에서 \`monolift up${stage === "local" ? "" : ` ${stage}`}\`을(를) 실행하세요.`,
    }),
    STAGE_EXPIRED: ({ name, stage, lastUseAt }) => ({
      cause: `"${name}/${stage}" 스테이지는 저절로 끝났습니다. 마지막으로 사용된 때는 ${sayMoment(lastUseAt)}이고, \`ttl\`로 정한 기간이 지났습니다.`,
      fix: `데이터는 남아 있지 않습니다. \`monolift up ${stage}\`(으)로 새로 만들 수 있습니다.`,
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
    HEALTH_FAILED: ({ status, path, isFirst, hint }) => ({
      cause: `새 버전이 ${path}에 ${status}(으)로 응답해서 공개하지 않았습니다.${hint === null ? "" : ` Lambda의 제한에 걸렸습니다: ${hint}`}`,
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
    MIGRATION_NEEDS_CONSENT: ({ stage, operations }) => ({
      cause: `적용할 마이그레이션에 되돌릴 수 없거나 지금 서비스 중인 릴리스가 동작할 수 없게 되는 작업이 ${operations}개 있습니다:`,
      fix: `바뀐 것은 없습니다. 의도한 변경이라면 \`monolift up ${stage} --yes-irreversible\`을(를) 실행하세요. 먼저 행과 파일을 복원 지점으로 남기므로 \`monolift data restore ${stage}\`(으)로 되돌릴 수 있습니다.`,
    }),
    MIGRATION_WOULD_FAIL: ({ migration }) => ({
      cause: `마이그레이션 ${migration}은(는) 지금 있는 행 때문에 실패합니다:`,
      fix: "바뀐 것은 없습니다. 행을 고치거나 위의 조언대로 마이그레이션을 고친 뒤 `monolift up`을 다시 실행하세요.",
    }),
    MIGRATION_NOT_JUDGED: ({ stage, message }) => ({
      cause: `적용할 마이그레이션이 무엇을 하는지 알아낼 수 없었습니다: ${message}`,
      fix: `바뀐 것은 없습니다. 지적된 곳을 바로잡으세요. 알아보지 않고 적용하려면 \`monolift up ${stage} --yes-irreversible\`을(를) 실행하세요. 먼저 행과 파일을 복원 지점으로 남깁니다.`,
    }),
    FROM_ITSELF: ({ stage }) => ({
      cause: `스테이지 "${stage}"을(를) 자기 자신의 복사본으로 시작할 수는 없습니다.`,
      fix: "새 스테이지를 먼저, 복사할 스테이지를 --from 뒤에 적으세요: `monolift up preview-x --from local`",
    }),
    FROM_UNKNOWN_STAGE: ({ from, stages }) => ({
      cause:
        stages.length === 0
          ? `--from으로 스테이지 "${from}"을(를) 지정했지만, 이 프로젝트에는 아직 다른 스테이지가 없습니다.`
          : `--from으로 지정한 스테이지 "${from}"은(는) 리프트된 적이 없습니다. 있는 스테이지: ${stages.join(", ")}`,
      fix: "그중 하나를 지정하거나, SQLite 파일을 경로로 지정하세요: `--from ./db.sqlite3`",
    }),
    STAGE_HAS_DATA: ({ stage, from }) => ({
      cause: `스테이지 "${stage}"에 이미 데이터가 있어서 "${from}"을(를) 복사하지 않았습니다.`,
      fix: `바뀐 것은 없습니다. 그대로 리프트하려면 \`monolift up ${stage}\`, 데이터를 지워도 된다면 먼저 \`monolift down ${stage}\`을(를) 실행하세요.`,
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
    DATABASE_NOT_OURS: ({ stage }) => ({
      cause: `"${stage}"의 행은 프로젝트 자체 설정이 가리키는 곳에 있거나 아직 어디에도 없습니다. Monolift가 보관하는 행은 없습니다.`,
      fix: "스테이지 전용 데이터베이스(기본값, monolift.toml의 `database`)라면 복원, 내보내기, 가져오기를 할 수 있습니다. 그렇지 않으면 쓰고 있는 데이터베이스의 도구를 사용하세요.",
    }),
    NO_RESTORE_POINT: ({ stage, known }) => ({
      cause: `"${stage}"에는 마이그레이션 전에 만들어진 복원 지점이 없습니다.`,
      fix:
        known.length === 0
          ? "복원 지점은 되돌릴 수 없는 마이그레이션 전에 만들어집니다. 사본은 `monolift data export`로 언제든 만들 수 있습니다."
          : `다른 복원 지점은 남아 있습니다. \`monolift data points ${stage}\`로 목록을 보고 \`monolift data restore ${stage} --to ${known[0]}\`(으)로 되돌리세요.`,
    }),
    UNKNOWN_RESTORE_POINT: ({ stage, point, known }) => ({
      cause: `"${stage}"에 복원 지점 ${point}은(는) 없습니다${known.length === 0 ? "" : `(있는 것: ${known.join(", ")})`}.`,
      fix: `각각의 내용은 \`monolift data points ${stage}\`로 볼 수 있습니다.`,
    }),
    DEV_RUNNING: ({ pid, stage }) => ({
      cause: `${stage}에서 이미 \`monolift dev\`가 실행 중입니다(프로세스 ${pid}). 두 개를 함께 실행하면 서로의 코드를 바꿔치기하게 됩니다.`,
      fix: '먼저 실행한 쪽을 그 터미널에서 ^C로 끝내세요. 다른 스테이지에서 작업해도 됩니다(`monolift dev preview-NAME`, monolift.toml에 `[stages."preview-*"]`가 있어야 합니다).',
    }),
    TOO_MANY_WATCHES: ({ folder }) => ({
      cause: `운영체제가 감시할 수 있는 폴더 수가 한도에 이르러 ${folder} 아래의 변경을 알아챌 수 없습니다.`,
      fix: "한도를 올리세요. `sudo sysctl fs.inotify.max_user_watches=524288`을 실행하고, 그래도 부족하면 `fs.inotify.max_user_instances=512`도 설정합니다. 재부팅 뒤에도 유지하려면 두 값을 /etc/sysctl.d/에 적어 두세요.",
    }),
    NO_OLDER_RELEASE: ({ live }) => ({
      cause: `릴리스 ${live}번이 서비스 중이며, 그보다 앞서 서비스된 적이 있는 릴리스는 남아 있지 않습니다.`,
      fix: "남아 있는 릴리스는 `monolift releases`로 볼 수 있습니다. 원하는 코드를 체크아웃한 뒤 `monolift up`을 실행해도 됩니다.",
    }),
    UNKNOWN_RELEASE: ({ release, kept }) => ({
      cause: `릴리스 ${release}번은 남아 있지 않습니다. 남아 있는 릴리스: ${kept.join(", ")}.`,
      fix: "각 릴리스의 내용은 `monolift releases`로 볼 수 있습니다.",
    }),
    RELEASE_IS_LIVE: ({ release }) => ({
      cause: `릴리스 ${release}번은 이미 서비스 중입니다.`,
      fix: "남아 있는 다른 릴리스는 `monolift releases`로 볼 수 있습니다.",
    }),
    RELEASE_INCOMPLETE: ({ release, missing, commit }) => ({
      cause: `릴리스 ${release}번의 일부가 없어졌습니다${missing.length === 0 ? "(기록을 읽을 수 없습니다)" : `: ${missing.join(", ")}`}.`,
      fix: `아무것도 바꾸지 않았습니다. ${commit === null ? "해당 코드" : `해당 코드(커밋 ${commit})`}를 체크아웃한 뒤 \`monolift up\`을 실행하세요.`,
    }),
    COLD_START_FAILED: {
      cause: "함수가 첫 요청을 받을 준비가 되기 전에 끝났습니다.",
      fix: "출력은 위에 있습니다. `monolift inspect`가 애플리케이션을 불러올 수 없는 곳을 알려 줍니다.",
    },
    RELEASE_NOT_DESCRIBED: ({ release }) => ({
      cause: `릴리스 ${release}번이 무엇이었는지 남은 기록이 없어 비교할 수 없습니다.`,
      fix: "다른 릴리스는 `monolift releases`로 볼 수 있습니다.",
    }),
    RELEASE_WITHOUT_SECRETS: ({ release }) => ({
      cause: `릴리스 ${release}번을 만들 때 이 스테이지에는 시크릿이 없었으므로 되돌릴 것이 없습니다.`,
      fix: "`--with-secrets` 없이 실행하세요. 코드와 설정이 되돌아가고 나머지는 그대로 남습니다.",
    }),
    RELEASE_DOES_NOT_START: ({ release, live, what }) => ({
      cause: `릴리스 ${release}번이 더 이상 시작되지 않습니다: ${what}`,
      fix: `아무것도 바꾸지 않았습니다. 릴리스 ${live}번이 그대로 서비스됩니다. 릴리스 밖의 무언가(링크된 파일, 데이터베이스, 환경 변수)가 바뀌었습니다. 남아 있는 다른 릴리스는 \`monolift releases\`로 볼 수 있습니다.`,
    }),
  },
  notices: {
    CANARY_UNDER_WAY: ({ release, from, percent }) =>
      `릴리스 ${release}번을 요청의 ${percent}%로 시험하는 중입니다. 나머지는 릴리스 ${from}번이 응답합니다. 상황은 \`monolift status\`로 볼 수 있고 \`monolift rollback\`으로 중단할 수 있습니다.`,
    CANARY_REPLACED: ({ release }) =>
      `릴리스 ${release}번은 아직 시험 중이었습니다. 새 릴리스가 그 자리를 대신합니다.`,
    CANARY_SKIPPED: () =>
      "스테이지의 포트가 바뀌어 새 릴리스가 모든 요청을 바로 받습니다. 주소가 바뀔 때는 두 릴리스가 요청을 나눌 수 없습니다.",
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
    ASGI_WITHOUT_HTTP: ({ application }) =>
      `ASGI 애플리케이션의 ProtocolTypeRouter에 "http"가 없어서 HTTP는 WSGI로 ${application}이(가) 처리합니다.`,
    WRITES_AT_IMPORT: ({ files }) =>
      `애플리케이션이 임포트할 때 파일을 씁니다. 읽기 전용 디스크에서는 거부됩니다: ${files.slice(0, 3).join(", ")}${files.length > 3 ? " 등" : ""}`,
    STATIC_NOT_INSTALLED: () =>
      "INSTALLED_APPS에 django.contrib.staticfiles가 없어서 각 앱의 static 폴더를 그대로 복사했습니다.",
    STATIC_LEFT_OUT: ({ sources }) =>
      `정적 파일 일부를 모으지 못했습니다: ${listed(sources.map(({ finder, why }) => `${why} (${finder})`))}`,
    STATIC_DUPLICATES: ({ files }) =>
      `경로가 같은 정적 파일이 여럿이라 먼저 찾은 것을 제공합니다: ${listed(files.map(({ path, taken, ignored }) => `${path} (${taken} 사용, ${ignored.join(", ")} 제외)`))}`,
    APPS_WITHOUT_MIGRATIONS: ({ apps }) =>
      `모델은 있지만 마이그레이션이 없어 테이블이 만들어지지 않는 앱입니다: ${apps.join(", ")}. \`monolift run -- makemigrations ${apps.join(" ")}\`로 만들 수 있습니다.`,
    ROWS_LEFT_OUT: ({ tables }) => `프로젝트에 해당 모델이 없어서 가져오지 않은 테이블: ${tables.join(", ")}`,
    ROWS_COLUMNS_LEFT_OUT: ({ columns }) =>
      `모델에 해당 필드가 없어서 값을 가져오지 않은 열: ${listed(columns.map(inRows))}`,
    ROWS_TIMES_MOVED: ({ columns }) =>
      `서머타임 시작으로 존재하지 않는 현지 시각은 그만큼 뒤로 옮겼습니다: ${listed(columns.map(inRows))}`,
    RESTORE_POINT_MADE: ({ id, stage, hasFiles }) =>
      `적용하기 전의 ${hasFiles ? "행과 파일을" : "행(업로드된 파일은 제외)을"} 복원 지점 ${id}(으)로 남겼습니다. \`monolift data restore ${stage}\`(으)로 되돌릴 수 있습니다.`,
    STAGE_EXPIRED: ({ name, stage, ttlSeconds, lastUseAt, data }) =>
      `"${name}/${stage}" 스테이지가 저절로 끝났습니다. \`ttl\`은 ${sayTimeSpan(ttlSeconds, "ko")}이고 마지막으로 사용된 때는 ${sayMoment(lastUseAt)}입니다. ${
        data === null
          ? "담고 있던 데이터는 세지 못했지만 모두 삭제했습니다."
          : `${data.rows}행과 업로드한 파일 ${data.objects}개를 비롯해 모두 삭제했습니다.`
      }`,
    EXPIRED_STAGE_STAYS: ({ name, reason }) =>
      `"${name}"에 저절로 끝나야 할 스테이지가 남아 있습니다. ${reason} 다음 명령에서 다시 시도합니다.`,
    STATE_SET_ASIDE: ({ file, keptAs }) => `${file}이(가) 손상되어 ${keptAs}(으)로 보관하고 새로 씁니다.`,
    PORT_MOVED: ({ from, to, holder }) =>
      `포트 ${from}을(를)${holder === null ? "" : ` ${holder}이(가)`} 사용 중이어서 이 스테이지의 포트를 ${to}(으)로 바꿨습니다.`,
    FOLDER_MOVED: ({ name, from, to }) =>
      `프로젝트 "${name}"은(는) ${from}에 있었지만 더 이상 그곳에 없습니다. 이제 ${to}입니다.`,
  },
};

function listed(texts: readonly string[]): string {
  const more = texts.length - namedAtMost;
  return `${texts.slice(0, namedAtMost).join(", ")}${more > 0 ? ` 외 ${more}개` : ""}`;
}

function inRows({ table, column, rows }: Column): string {
  return `${table}.${column} (${rows}행)`;
}
