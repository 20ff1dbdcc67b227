import type { DatabasesWords } from "./en.ts";
import type { NeonLimit } from "./neon-limit.ts";

const site = "https://console.neon.tech";

const limitWords: Record<NeonLimit, { readonly name: string; readonly fix: string }> = {
  "project-count": {
    name: "계정의 프로젝트 수",
    fix: `필요 없는 프로젝트를 삭제하거나(${site}) 더 큰 요금제로 바꾸세요.`,
  },
  "branch-count": {
    name: "프로젝트의 브랜치 수",
    fix: "필요 없는 미리보기나 다른 스테이지(`monolift down STAGE`) 또는 복원 지점을 삭제하거나 더 큰 요금제로 바꾸세요. 스테이지와 복원 지점은 각각 브랜치 하나입니다.",
  },
  "compute-count": {
    name: "동시에 실행되는 컴퓨트 수",
    fix: "아무도 쓰지 않는 데이터베이스가 절전에 들어갈 때까지 5분 기다리거나 필요 없는 스테이지를 삭제하세요.",
  },
  "compute-time": {
    name: "이번 달 컴퓨트 시간",
    fix: `다음 달이 되면 데이터베이스가 다시 깨어납니다. 오늘 계속 쓰려면 더 큰 요금제로 바꾸세요(${site}).`,
  },
  "storage-size": {
    name: "저장 공간",
    fix: "필요 없는 행이나 복원 지점, 스테이지를 삭제하거나 더 큰 요금제로 바꾸세요.",
  },
  "transfer-size": {
    name: "이번 달 데이터 전송량",
    fix: `다음 달이 되면 다시 시작됩니다. 오늘 계속 쓰려면 더 큰 요금제로 바꾸세요(${site}).`,
  },
  "any-other": { name: "요금제의 한도", fix: `무엇이 모자란지는 Neon의 메시지에 있습니다. 요금제: ${site}` },
};

export const databasesKo: DatabasesWords = {
  errors: {
    NEON_KEY_MISSING: ({ file }) => ({
      cause: `데이터베이스를 Neon에 두어야 하는데 Neon의 API 키가 없습니다. NEON_API_KEY가 설정되어 있지 않고 ${file}에도 없습니다.`,
      fix: `${site}/app/settings/api-keys에서 키를 만드세요. 터미널에서 명령을 실행하면 한 번만 입력을 요청합니다. 또는 NEON_API_KEY에 설정하세요. 프로젝트 안에는 저장하지 않습니다.`,
    }),
    NEON_KEY_REFUSED: ({ from, file }) => ({
      cause: `Neon이 ${{ environment: "NEON_API_KEY의", file: `${file}의`, answer: "입력된" }[from]} API 키를 받아들이지 않습니다. 취소되었거나 일부만 복사되었습니다.`,
      fix: `${site}/app/settings/api-keys에서 다른 키를 만들어 ${{ environment: "NEON_API_KEY에 설정하세요", file: `사용하세요. ${file}을(를) 삭제한 뒤 터미널에서 명령을 다시 실행하면 됩니다`, answer: "입력하세요" }[from]}.`,
    }),
    NEON_NOT_ALLOWED: ({ operation, message }) => ({
      cause: `이 API 키에는 Neon에서 이 작업(${operation})을 할 권한이 없습니다: ${message}`,
      fix: "프로젝트를 만들 수 있는 조직 구성원의 키나 조직의 키를 사용하세요. 한 프로젝트 전용 키로는 다른 프로젝트를 만들 수 없습니다.",
    }),
    NEON_ORGANIZATION_UNCLEAR: ({ organizations }) => ({
      cause: `이 API 키는 Neon의 여러 조직에 속해 있습니다: ${organizations.map(({ id, name }) => `${name}(${id})`).join(", ")}`,
      fix: `어느 조직에 데이터베이스를 둘지 monolift.toml에 적으세요: [database] organization = "${organizations[0]?.id ?? "org-…"}". 또는 그 조직의 키를 사용하세요.`,
    }),
    NEON_PROJECT_NOT_FOUND: ({ project }) => ({
      cause: `이 API 키로 볼 수 있는 Neon 프로젝트 중에 ${project}이(가) 없습니다.`,
      fix: `[database] project를 고치거나 빼세요. 빼면 이름으로 찾습니다. ID는 ${site}에서 볼 수 있습니다.`,
    }),
    NEON_PROJECT_NOT_OURS: ({ name, id, branch }) => ({
      cause: `Neon 프로젝트 ${name}(${id})은(는) Monolift가 만든 것이 아닙니다. "${branch}"라는 루트 브랜치가 없습니다. 바뀐 것은 없습니다.`,
      fix: '이미 있는 데이터베이스를 쓰려면 database = "url"로 적고 `monolift secrets set DATABASE_URL STAGE`로 주소를 설정하세요. 그렇지 않으면 Neon에서 그 프로젝트의 이름을 바꾸세요.',
    }),
    NEON_PROJECTS_ALIKE: ({ name, ids }) => ({
      cause: `Neon에 이름이 ${name}인 프로젝트가 여러 개 있습니다: ${ids.join(", ")}. 어느 것에 데이터가 있는지 이름으로는 알 수 없습니다.`,
      fix: `맞는 프로젝트의 ID를 monolift.toml에 적으세요: [database] project = "${ids[0] ?? "…"}". 그런 다음 나머지를 ${site}에서 삭제하세요.`,
    }),
    NEON_BRANCH_OF_ANOTHER: ({ project, stage, owner }) => ({
      cause: `Neon 프로젝트 ${project}에는 이미 스테이지 ${stage}의 데이터베이스가 있고 다른 AWS 계정(${owner})의 것입니다. 건드리지 않았습니다.`,
      fix: "monolift.toml에서 이 프로젝트의 이름을 바꾸거나 Neon의 다른 조직의 키를 사용하세요.",
    }),
    NEON_BRANCH_RENAMED: ({ project, stage, branch }) => ({
      cause: `${stage}의 데이터베이스 이름이 Neon에서 바뀌었습니다. 프로젝트 ${project}의 브랜치 이름은 "${branch}"입니다. 그 옆에 빈 데이터베이스를 새로 만들지는 않았습니다.`,
      fix: `${site}에서 그 브랜치의 이름을 "${stage}"(으)로 바꾸세요. 안의 행이 더는 필요 없다면 거기서 삭제하세요. 그러면 다음 \`monolift up ${stage}\`이(가) 빈 데이터베이스를 만듭니다.`,
    }),
    NEON_NOTHING_TO_COPY: ({ stage, from }) => ({
      cause: `${stage}의 데이터베이스는 ${from}의 복사본으로 시작해야 하는데 ${from}의 데이터베이스가 Neon에 없습니다.`,
      fix: `먼저 ${from}을(를) 올리거나(\`monolift up ${from}\`) 다른 스테이지를 지정하세요.`,
    }),
    NEON_LIMIT: ({ limit, message }) => ({
      cause: `Neon 요금제의 한도에 이르렀습니다: ${limitWords[limit].name}(${message})`,
      fix: limitWords[limit].fix,
    }),
    NEON_REFUSED: ({ operation, status, message }) => ({
      cause: `Neon이 ${operation}을(를) ${status}(으)로 거부했습니다: ${message}`,
      fix: "Neon이 말한 것을 고친 뒤 명령을 다시 실행하세요. 멈춘 곳에서 이어집니다.",
    }),
    NEON_UNREACHABLE: ({ operation, reason }) => ({
      cause: `Neon이 ${operation}에 응답하지 않았습니다: ${reason}`,
      fix: "네트워크가 연결되어 있고 https://neonstatus.com에 장애 보고가 없을 때 명령을 다시 실행하세요. 무엇이 있는지 먼저 확인하므로 두 번 만들어지지 않습니다.",
    }),
    NEON_BUSY: ({ operation, seconds }) => ({
      cause: `Neon이 ${seconds}초 동안 이 프로젝트를 처리하고 있어 ${operation}을(를) 받지 않았습니다.`,
      fix: "다른 사람이 같은 프로젝트의 스테이지를 올리고 있을 수 있습니다. 1분쯤 뒤에 명령을 다시 실행하세요.",
    }),
    NEON_TOO_MANY_REQUESTS: ({ seconds }) => ({
      cause: `Neon이 지금은 이 계정의 요청을 더 받지 않습니다. ${seconds}초 기다리라고 했습니다.`,
      fix: "몇 분 뒤에 명령을 다시 실행하세요. Neon은 한 계정의 모든 프로그램을 합쳐 분당 700개의 요청을 받습니다.",
    }),
    NEON_OPERATION_FAILED: ({ action, status, message }) => ({
      cause: `Neon이 ${action}을(를) 시작했지만 "${status}"(으)로 끝났습니다${message === "" ? "." : `: ${message}`}`,
      fix: `명령을 다시 실행하세요. 이미 있는 것은 그대로 씁니다. 또 실패하면 ${site}에서 프로젝트의 operations를 확인하고 Neon 지원팀에 문의하세요.`,
    }),
    NEON_SLOW: ({ actions, seconds }) => ({
      cause: `Neon의 작업이 ${seconds}초가 지나도 끝나지 않았습니다: ${actions.join(", ")}`,
      fix: "https://neonstatus.com을 확인한 뒤 명령을 다시 실행하세요. 같은 작업을 기다렸다가 이어서 진행합니다.",
    }),
    NEON_NO_DATABASE: ({ stage }) => ({
      cause: `스테이지 ${stage}의 데이터베이스가 Neon에 없어 보관하거나 되돌릴 것이 없습니다.`,
      fix: `먼저 올리세요: \`monolift up ${stage}\``,
    }),
    NEON_POINT_NOT_FOUND: ({ stage, point }) => ({
      cause: `${stage}의 데이터베이스에는 복원 지점 ${point}이(가) Neon에 없습니다.`,
      fix: `\`monolift data points ${stage}\`로 목록을 볼 수 있습니다.`,
    }),
    NEON_NO_REGION: ({ region }) => ({
      cause: `이 조직이 쓸 수 있는 Neon 리전 중에 ${region}의 데이터베이스를 둘 만한 AWS 리전이 없습니다.`,
      fix: '다른 데이터베이스를 사용하세요: database = "aurora", 이미 있는 것이라면 "url".',
    }),
    DATABASE_URL_MISSING: ({ stage }) => ({
      cause: `스테이지 ${stage}은(는) 이미 있는 데이터베이스를 쓰는데(database = "url") 그 주소를 알 수 없습니다.`,
      fix: `한 번만 설정하세요: \`monolift secrets set DATABASE_URL ${stage}\`. 주소(postgresql://USER:PASSWORD@HOST:5432/NAME)를 묻고 시크릿으로 보관합니다.`,
    }),
    DATABASE_URL_UNREADABLE: ({ stage, reason }) => ({
      cause: `${stage}의 시크릿 DATABASE_URL은 PostgreSQL 데이터베이스의 주소가 아닙니다: ${reason}`,
      fix: `postgresql://USER:PASSWORD@HOST:5432/NAME 형식으로 다시 설정하세요(\`monolift secrets set DATABASE_URL ${stage}\`). 비밀번호의 특수 문자는 퍼센트 인코딩합니다(@는 %40).`,
    }),
    DATABASE_URL_UNREACHABLE: ({ host, port, reason }) => ({
      cause: `${host}:${port}의 데이터베이스에 이 컴퓨터에서 연결할 수 없습니다: ${reason}`,
      fix: "데이터베이스를 시작하거나, DATABASE_URL을 고치거나, 외부 연결을 허용하세요. 스테이지의 네트워크에서만 연결할 수 있다면 그 네트워크를 지정하세요([network] vpc). 그러면 여기서는 연결을 시도하지 않습니다.",
    }),
    DATABASE_TOO_OLD: ({ host, version, least }) => ({
      cause: `${host}의 데이터베이스는 PostgreSQL ${version}입니다. Monolift는 버전 ${least} 이상을 지원합니다.`,
      fix: "그 서버를 업그레이드하거나 다른 서버를 사용하세요.",
    }),
    DATABASE_TOO_SMALL: ({ connections, functions }) => ({
      cause: `데이터베이스가 동시에 받는 연결은 ${connections}개로, 함수 ${functions}개에 하나씩과 명령에 쓸 것까지는 모자랍니다.`,
      fix: "데이터베이스를 키우거나([database] min 또는 max), 직접 운영하는 서버라면 max_connections를 늘리세요.",
    }),
    DATABASE_GONE: ({ stage, engine, release }) => ({
      cause: `${stage}은(는) 릴리스 ${release}을(를) 서비스하고 있지만 그 데이터베이스(${engine})가 없습니다. 대신 빈 데이터베이스를 만들지 않았으며, 바뀐 것은 없습니다.`,
      fix: `삭제했다면 제공 업체에서 되살리세요. Neon은 삭제된 프로젝트를 며칠 동안, RDS는 스냅샷을 보관합니다. 행이 사라져도 괜찮다면 빈 데이터베이스로 시작할 수 있습니다: \`monolift up ${stage} --new-empty\``,
    }),
    ROWS_NOT_FROM_HERE: ({ stage, engine }) => ({
      cause:
        engine === "settings"
          ? `${stage}의 행이 어디에 있는지는 프로젝트 자체의 설정만 알고 있으므로(database = "settings") 파일의 행을 넣지 않습니다.`
          : `파일의 행은 이 컴퓨터에서 넣는데, ${stage}의 데이터베이스(${engine})에는 스테이지의 네트워크에서만 연결할 수 있습니다.`,
      fix:
        engine === "settings"
          ? "바뀐 것은 없습니다. 사용하는 데이터베이스의 도구로 행을 넣으세요."
          : "바뀐 것은 없습니다. --from 없이 배포한 다음, 그 네트워크 안의 컴퓨터에서 PostgreSQL 도구로 행을 넣으세요.",
    }),
    FROM_OTHER_PROVIDER: ({ stage, from, isFromAws }) => ({
      cause: isFromAws
        ? `${from}은(는) AWS에 있고 ${stage}은(는) 이 컴퓨터에 있습니다. 스테이지는 같은 곳에 있는 스테이지의 사본으로만 시작할 수 있습니다.`
        : `${from}은(는) 이 컴퓨터에 있고 ${stage}은(는) AWS에 있습니다. 스테이지는 같은 곳에 있는 스테이지의 사본으로만 시작할 수 있습니다.`,
      fix: `바뀐 것은 없습니다. 행과 파일은 폴더에 담아 옮길 수 있습니다. 차례로 실행하세요: \`monolift data export 폴더 ${from}\`, \`monolift up ${stage}\`, \`monolift data import 폴더 ${stage} --replace\``,
    }),
    FROM_ELSEWHERE: ({ stage, from, region, account }) => ({
      cause: `${from}은(는) ${stage}과(와) 다른 계정이나 리전(${[account, region].filter((one) => one !== null).join(", ")})에 있습니다. 스테이지는 같은 곳에 있는 스테이지의 사본으로만 시작할 수 있습니다.`,
      fix: `바뀐 것은 없습니다. 행과 파일은 폴더에 담아 옮길 수 있습니다. 차례로 실행하세요: \`monolift data export 폴더 ${from}\`, \`monolift up ${stage}\`, \`monolift data import 폴더 ${stage} --replace\``,
    }),
    COPY_NOT_OFFERED: ({ stage, from, engine, fromEngine }) => ({
      cause:
        engine === fromEngine
          ? `${from}과(와) ${stage}의 데이터베이스는 Monolift의 것이 아니므로(database = "${engine}") 사본을 만들지 않습니다.`
          : `${from}의 행은 ${fromEngine}에, ${stage}의 행은 ${engine}에 있습니다. 같은 종류의 데이터베이스만 복사할 수 있습니다.`,
      fix:
        engine === fromEngine
          ? '바뀐 것은 없습니다. 데이터베이스의 도구(pg_dump)로 행을 복사하거나 두 스테이지에 전용 데이터베이스를 주세요: database = "neon"'
          : `바뀐 것은 없습니다. ${from}이(가) "neon"이나 "aurora"라면 ${stage}에도 같은 데이터베이스를 지정하세요. 아니라면 --from 없이 배포한 다음 PostgreSQL 도구(pg_dump)로 행을 복사하세요.`,
    }),
    DATABASE_URL_KEPT: ({ stage, engine }) => ({
      cause: `${stage}에는 전용 데이터베이스(${engine})가 있는데 시크릿 DATABASE_URL도 설정되어 있습니다. 이대로는 함수가 시크릿의 주소를 계속 사용합니다.`,
      fix: `시크릿을 삭제하거나(\`monolift secrets unset DATABASE_URL ${stage}\`), 그 주소를 쓰려면 database = "url"이라고 쓰세요.`,
    }),
    DATA_NOT_FROM_HERE: ({ stage }) => ({
      cause: `내보내기와 가져오기는 이 컴퓨터를 거치는데, ${stage}의 데이터베이스(aurora)에는 스테이지의 네트워크에서만 연결할 수 있습니다.`,
      fix: "바뀐 것은 없습니다. 행은 그 네트워크 안의 컴퓨터에서 PostgreSQL 도구(pg_dump)로, 파일은 AWS 도구(`aws s3 sync`)로 복사하세요.",
    }),
  },
  notices: {
    NEON_REGION_FAR: ({ region, neonRegion, milliseconds }) =>
      `Neon에는 리전 ${region}이(가) 없어 데이터베이스는 가장 가까운 ${neonRegion}에 있습니다. 쿼리 하나가 오가는 데 약 ${milliseconds}ms가 걸리므로 쿼리가 10개인 페이지는 ${(milliseconds / 100).toFixed(1)}초 더 걸립니다. 스테이지를 그 리전에 두면(region = "${neonRegion.replace(/^aws-/, "")}") 바로 옆에 있게 됩니다.`,
    NEON_EXPIRY_NOT_SET: ({ stage, reason }) =>
      `기한이 되어도 Neon이 ${stage}의 데이터베이스를 스스로 삭제하지는 않습니다. ${{ "too-far": "30일보다 먼 날짜는 받지 않기 때문입니다", "has-copies": "다른 브랜치가 이것을 복사해 쓰고 있기 때문입니다", "not-offered": "이 계정에는 제공되지 않는 기능이기 때문입니다" }[reason]}. 스테이지가 끝날 때 삭제됩니다.`,
    NEON_BRANCH_KEPT: ({ stage, copies }) =>
      `${stage}의 데이터베이스에는 이제 아무도 연결할 수 없습니다. 복사본으로 시작한 ${copies.join(", ")}이(가) 있는 동안 Neon이 그 페이지를 보관하며, 마지막 복사본과 함께 사라집니다.`,
    NEON_PROJECT_KEPT: ({ project, branches }) =>
      `Neon 프로젝트 ${project}에 남은 스테이지가 없습니다. Monolift가 만들지 않은 것(${branches.join(", ")})이 있어 프로젝트는 그대로 둡니다.`,
    DATABASE_CONCURRENCY_CAPPED: ({ wanted, cap, connections }) =>
      `동시 실행 수는 ${wanted}이(가) 아니라 ${cap}입니다. 데이터베이스가 동시에 받는 연결은 ${connections}개이고 요청마다 하나씩 씁니다. 데이터베이스를 키우면([database] min) 더 받습니다.`,
    DATABASE_CONNECTIONS_BRIEF: ({ connections, needed }) =>
      `요청마다 데이터베이스에 새로 연결하므로 몇 ms가 걸립니다. 연결을 유지하면 릴리스 중에 ${needed}개가 될 수 있는데 받는 것은 ${connections}개입니다.`,
  },
};
