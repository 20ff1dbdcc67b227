import type { ImportersWords } from "./en.ts";

export const importersKo: ImportersWords = {
  errors: {
    IMPORT_FILE_MISSING: ({ file }) => ({
      cause: `설정을 읽을 파일 ${file}이(가) 없습니다.`,
      fix: "있는 파일을 지정하세요: `monolift init --import FILE`. `--import`가 없으면 프로젝트 폴더에서 찾습니다.",
    }),
    IMPORT_UNREADABLE: ({ file, reason }) => ({
      cause: {
        denied: `${file}을(를) 읽을 권한이 없습니다.`,
        "not-utf8": `${file}은(는) UTF-8로 저장되어 있지 않습니다.`,
      }[reason],
      fix: {
        denied: "이 사용자가 파일을 읽을 수 있게 하세요.",
        "not-utf8": "파일을 UTF-8로 저장하세요.",
      }[reason],
    }),
    IMPORT_SYNTAX: ({ file, reason }) => ({
      cause: `${file}을(를) 끝까지 읽을 수 없습니다: ${reason}`,
      fix: "그 부분을 고치거나 monolift.toml을 직접 쓰세요. name 한 줄이면 충분합니다.",
    }),
    IMPORT_UNKNOWN_FORMAT: ({ file, known }) => ({
      cause: `${file}은(는) Django 애플리케이션의 설정이 아닌 것 같습니다. magic-pocket, Zappa, serverless-wsgi를 쓰는 Serverless의 설정도 아니고 web 프로세스가 있는 Procfile도 아닙니다.`,
      fix: `읽을 수 있는 파일: ${known.join(", ")}`,
    }),
  },
  notices: {
    IMPORT_PASSED_OVER: ({ file, line }) =>
      line === null
        ? `${file}을(를) 읽을 수 없어 아무것도 가져오지 않았습니다. 이유는 \`monolift init --import ${file}\`로 알 수 있습니다.`
        : `${file}을(를) ${line}번째 줄부터 읽을 수 없어 아무것도 가져오지 않았습니다. 이유는 \`monolift init --import ${file}\`로 알 수 있습니다.`,
  },
};
