import { hintsKo } from "./hints/ko.ts";
import { pagesKo } from "./pages/ko.ts";
import type { Words } from "./en.ts";

/** What `platform` says, in Korean. */
export const ko: Words = {
  errors: {
    ENVIRONMENT_TOO_LARGE: ({ functionName, bytes, limitBytes, largest }) => ({
      cause: `함수 ${functionName}의 환경 변수가 모두 ${bytes}바이트로, Lambda의 한도인 ${limitBytes}바이트를 넘었습니다. 큰 것: ${largest.map((one) => `${one.name}(${one.bytes})`).join(", ")}`,
      fix: "큰 값을 환경 변수 밖으로 옮기세요. 비밀 값은 스테이지의 시크릿에(`monolift secrets set`), 긴 텍스트나 키 파일은 애플리케이션이 읽는 파일에 둡니다. 둘 다 한도에 들어가지 않습니다.",
    }),
    DAEMON_FAILED: ({ log }) => ({
      cause: "이 프로젝트의 백그라운드 프로세스가 시작되지 않았습니다.",
      fix: `이유는 로그에 있습니다: ${log}`,
    }),
    DAEMON_GONE: ({ operation }) => ({
      cause: `"${operation}" 도중에 이 프로젝트의 백그라운드 프로세스가 종료되었습니다.`,
      fix: "명령을 다시 실행하세요. 새 프로세스가 시작되며 저장된 것은 사라지지 않습니다.",
    }),
    PORT_TAKEN: ({ port, holder }) => ({
      cause: `포트 ${port}번을 ${holder === null ? "다른 프로그램이" : `${holder}이(가)`} 이미 사용하고 있습니다.`,
      fix: "그 프로그램을 종료하거나 --port로 다른 포트를 지정하세요.",
    }),
    POSTGRES_NOT_AVAILABLE: ({ platform, architecture }) => ({
      cause: `이 컴퓨터(${platform}, ${architecture})에서 실행할 수 있는 PostgreSQL이 없습니다. 함께 제공되는 npm 패키지가 설치되지 않았거나 이 환경에서 실행되지 않으며, 시스템에도 버전 14 이상의 서버가 없습니다.`,
      fix: "시스템의 패키지 관리자로 PostgreSQL을 설치하세요(실행해 둘 필요는 없습니다). 또는 데이터베이스를 만들 수 있는 서버를 MONOLIFT_POSTGRES_URL에 지정하세요.",
    }),
    POSTGRES_PORT_TAKEN: ({ port }) => ({
      cause: `PostgreSQL을 127.0.0.1:${port}에서 시작하려 했지만 다른 프로그램이 이 포트를 사용하고 있습니다.`,
      fix: `포트 ${port}을(를) 사용하는 프로그램을 종료한 뒤 다시 실행하세요.`,
    }),
    DATABASE_BUSY: ({ database }) => ({
      cause: `데이터베이스 ${database}에서 10초 넘게 작업이 실행되고 있어 복사할 수 없습니다.`,
      fix: "오래 걸리는 요청이나 명령, 트랜잭션이 끝난 뒤(`monolift logs`로 확인할 수 있습니다) 다시 실행하세요. 바뀐 것은 없습니다.",
    }),
    EXPORT_FOLDER_NOT_EMPTY: ({ folder }) => ({
      cause: `${folder}에 이미 무언가가 있습니다. 내보내기는 다른 파일과 섞지 않습니다.`,
      fix: "비어 있거나 아직 없는 폴더를 지정하세요. 쓴 것은 없습니다.",
    }),
    EXPORT_FOLDER_IS_FILE: ({ folder }) => ({
      cause: `${folder}은(는) 폴더가 될 수 없습니다. 그 자체나 그 위의 경로가 파일입니다.`,
      fix: "비어 있거나 아직 없는 폴더를 지정하세요. 쓴 것은 없습니다.",
    }),
    IMPORT_NO_MANIFEST: ({ folder }) => ({
      cause: `${folder}에 manifest.json이 없습니다. 내보낸 폴더가 아니거나 내보내기가 끝나지 않았습니다.`,
      fix: "`monolift data export`가 쓴 폴더를 지정하세요. 바뀐 것은 없습니다.",
    }),
    IMPORT_MANIFEST_UNREADABLE: ({ file, reason }) => ({
      cause: `${file}을(를) 내보내기의 일부로 읽을 수 없습니다: ${reason}`,
      fix: "다시 내보내고 manifest.json과 media.jsonl은 그대로 두세요. 더 새로운 Monolift가 썼다면 이쪽도 업데이트하세요. 바뀐 것은 없습니다.",
    }),
    IMPORT_FILE_DIFFERS: ({ file }) => ({
      cause: `${file}이(가) 없거나 내보낼 때와 길이가 다릅니다.`,
      fix: "내보낸 곳에서 폴더 전체를 다시 복사하세요. 바뀐 것은 없습니다.",
    }),
    IMPORT_MIGRATIONS_DIFFER: ({ missing, extra, release }) => ({
      cause: [
        "내보낼 때와 스테이지의 적용된 마이그레이션이 다릅니다.",
        ...(missing.length === 0 ? [] : [`스테이지에 없는 것: ${missing.join(", ")}.`]),
        ...(extra.length === 0 ? [] : [`내보내기에 없는 것: ${extra.join(", ")}.`]),
      ].join(" "),
      fix: `바뀐 것은 없습니다. 내보낼 때의 코드${release === null ? "" : `(그곳의 릴리스 ${release})`}로 스테이지를 올려 가져온 다음, 오늘의 코드를 up하세요. 마이그레이션이 행을 지금의 형태로 바꿉니다.`,
    }),
    IMPORT_TABLES_DIFFER: ({ unknown }) => ({
      cause: `내보낸 것 가운데 스테이지에 없는 것이 있습니다: ${unknown.join(", ")}.`,
      fix: "바뀐 것은 없습니다. 마이그레이션은 같으므로 손으로 만들었거나 패키지의 다른 버전이 만든 것입니다. 스테이지에도 만들거나 다시 내보내세요.",
    }),
    IMPORT_STAGE_HAS_DATA: ({ rows, objects }) => ({
      cause: `스테이지에 이미 데이터가 있습니다(행 ${rows}개, 파일 ${objects}개).`,
      fix: "바뀐 것은 없습니다. `--replace`를 붙이면 그 자리를 대신합니다. 지금의 데이터는 먼저 복원 지점으로 남습니다.",
    }),
    IMPORT_ROWS_REFUSED: ({ table, message }) => ({
      cause: `PostgreSQL이${table === "" ? "" : ` ${table}의`} 행을 거부했습니다: ${message}`,
      fix: "바뀐 것은 없습니다. 파일을 고쳤다면 지적된 곳을 바로잡고, 아니면 다시 내보내세요.",
    }),
    IMPORT_ROWS_MISSING: ({ table, expected, found }) => ({
      cause: `${table}의 파일에는 ${found}행이 있지만 내보낸 것은 ${expected}행입니다.`,
      fix: "바뀐 것은 없습니다. 내보낸 곳에서 폴더 전체를 다시 복사하세요.",
    }),
    POSTGRES_DISK_FULL: ({ folder }) => ({
      cause: `디스크 공간이 부족하여 PostgreSQL이 ${folder}에 쓰지 못했습니다.`,
      fix: "디스크 공간을 확보한 뒤(새 데이터베이스 서버에는 약 150 MB가 필요합니다) 다시 실행하세요. 잃어버린 데이터는 없습니다.",
    }),
    POSTGRES_OTHER_VERSION: ({ folder, found, available }) => ({
      cause: `${folder}의 데이터는 PostgreSQL ${found}(으)로 만들어졌지만, 이 컴퓨터에는 버전 ${available.join(", ")}만 있어 읽을 수 없습니다.`,
      fix: `시스템의 패키지 관리자로 PostgreSQL ${found}을(를) 설치하면 이 데이터에는 그 버전이 사용됩니다. 데이터는 그대로입니다.`,
    }),
    POSTGRES_DATA_DAMAGED: ({ folder }) => ({
      cause: `PostgreSQL이 ${folder}의 데이터를 읽지 못합니다.`,
      fix: "아무것도 삭제하지 않았습니다. 백업에서 폴더를 복원하세요. 데이터가 필요 없다면 폴더를 다른 곳으로 옮기세요. 다음에 시작할 때 새로 만들어집니다.",
    }),
    POSTGRES_IN_USE: ({ folder, pid, owner }) => ({
      cause: `${folder}의 데이터는 사용 중입니다. 프로세스 ${owner}이(가) PostgreSQL 서버(프로세스 ${pid})를 실행하고 있습니다.`,
      fix: `그 서버를 사용하거나 먼저 프로세스 ${owner}을(를) 종료하세요.`,
    }),
    POSTGRES_INIT_FAILED: ({ folder }) => ({
      cause: `PostgreSQL의 initdb가 ${folder}에 새 데이터베이스 서버를 만들지 못했습니다.`,
      fix: "아래에 표시된 initdb의 메시지를 확인하여 원인을 해결한 뒤 다시 실행하세요.",
    }),
    POSTGRES_DID_NOT_START: ({ log }) => ({
      cause: "PostgreSQL이 시작되지 않았습니다.",
      fix: `아래 메시지와 ${log}을(를) 확인한 뒤 다시 실행하세요. 데이터는 그대로입니다.`,
    }),
    POSTGRES_PASSWORD_REFUSED: ({ file }) => ({
      cause: `PostgreSQL이 ${file}의 비밀번호를 거부했습니다. 파일이 변경되었거나 다른 데이터의 것입니다.`,
      fix: `${file}을(를) 삭제하고 다시 실행하면 새 비밀번호가 설정됩니다. 데이터는 유지됩니다.`,
    }),
    POSTGRES_URL_UNREADABLE: ({ url }) => ({
      cause: `MONOLIFT_POSTGRES_URL의 값 "${url}"에서 서버 주소를 읽을 수 없습니다.`,
      fix: "postgresql://USER:PASSWORD@HOST:PORT/DATABASE 형식으로 작성하세요. 특수 문자는 퍼센트 인코딩하고, sslmode에는 disable, require, verify-full 중 하나를 쓸 수 있습니다.",
    }),
    POSTGRES_UNREACHABLE: ({ host, port, reason }) => ({
      cause: `PostgreSQL 서버 ${host}:${port}에 연결하지 못했습니다: ${reason}`,
      fix: "서버가 실행 중인지, 호스트, 포트, 사용자, 비밀번호가 올바른지 확인하세요.",
    }),
    POSTGRES_NOT_ALLOWED: ({ user, database }) => ({
      cause: `PostgreSQL 역할 "${user}"에는 데이터베이스 "${database}"을(를) 만들거나 삭제할 권한이 없습니다.`,
      fix: `다음 SQL로 역할에 권한을 부여하세요: ALTER ROLE "${user}" CREATEDB`,
    }),
  },
  hints: hintsKo,
  pages: pagesKo,
  notices: {},
};
