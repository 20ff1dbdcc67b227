import type { DataWords } from "./en.ts";

/** What is said of buckets, parameters and secrets, in Korean. */
export const dataKo: DataWords = {
  errors: {
    BUCKET_TAKEN: ({ bucket }) => ({
      cause: `버킷 이름 \`${bucket}\`은(는) 이미 다른 AWS 계정이 쓰고 있습니다. 버킷 이름은 전 세계 모든 계정이 함께 씁니다.`,
      fix: "monolift.toml의 `name`(프로젝트 이름)이나 스테이지 이름을 바꾸십시오. 버킷 이름은 이 둘에서 정해집니다.",
    }),
    BUCKET_OF_ANOTHER_STAGE: ({ bucket, owner, stage }) => ({
      cause: `${stage}이(가) 쓸 버킷 \`${bucket}\`은(는) ${owner}의 것입니다. 안에 있는 것은 전혀 건드리지 않았습니다.`,
      fix: "두 이름을 이어 붙이면 같아지기 때문입니다. monolift.toml에서 이 프로젝트나 스테이지의 이름을 바꾸십시오.",
    }),
    BUCKET_NAME_BUSY: ({ bucket }) => ({
      cause: `버킷 \`${bucket}\`이(가) 조금 전에 삭제되어, AWS가 아직 그 이름을 풀어 주지 않았습니다.`,
      fix: "몇 분 뒤에 같은 명령을 다시 실행하십시오. 여기서부터 이어서 진행합니다. AWS에서 최대 한 시간까지 걸릴 수 있습니다.",
    }),
    BUCKET_OBJECT_KEPT: ({ bucket, key, code }) => ({
      cause: `S3가 버킷 \`${bucket}\`에서 \`${key}\`을(를) 지우지 않습니다: ${code}`,
      fix: "객체 잠금, 법적 보존 또는 정책으로 보호되고 있는지 S3 콘솔에서 확인하고, 해제한 뒤 같은 명령을 다시 실행하십시오.",
    }),
    BUCKET_STILL_WRITTEN: ({ bucket }) => ({
      cause: `버킷 \`${bucket}\`을(를) 비우는 동안에도 계속 채워집니다. 무언가가 아직 쓰고 있습니다.`,
      fix: "쓰고 있는 것(업로드, 이 계정의 키를 가진 다른 프로그램)을 끝낸 뒤 같은 명령을 다시 실행하십시오.",
    }),
    SECRETS_TOO_LARGE: ({ record, store, bytes, limitBytes }) => ({
      cause: `시크릿이 \`${record}\`에 들어가지 않습니다. ${bytes}바이트인데, AWS가 이곳에 보관하는 것은 ${limitBytes}바이트까지입니다. 아무것도 바꾸지 않았습니다.`,
      fix:
        store === "ssm"
          ? 'monolift.toml의 `[secrets]` 테이블에 `store = "secrets-manager"`라고 쓰십시오. AWS Secrets Manager는 64KB까지 보관하며, 월 $0.40입니다.'
          : "큰 값(인증서, 서비스 계정의 JSON 등)은 파일로 객체 스토리지에 두고, 여기에는 그 키만 넣으십시오. `share = true`이면 프로젝트의 각 스테이지가 이 용량을 나누어 씁니다.",
    }),
    SECRETS_CHANGED_MEANWHILE: ({ stage }) => ({
      cause: `다른 사람이 스테이지 "${stage}"의 시크릿을 동시에 바꾸었습니다. 먼저 쓴 것이 남고, 이번 변경은 쓰지 않았습니다.`,
      fix: "같은 명령을 다시 실행하십시오. 지금 있는 내용에서 시작합니다.",
    }),
    SECRETS_UNREADABLE_ON_AWS: ({ record, version }) => ({
      cause: `\`${record}\`의 버전 ${version}은(는) Monolift가 쓴 형식이 아닙니다. 다른 누군가가 썼거나 중간에 잘렸습니다.`,
      fix: "AWS 콘솔에서 이전 버전의 값으로 되돌리거나(기록에서 모두 볼 수 있습니다), 그곳에서 지우고 시크릿을 다시 가져오십시오.",
    }),
    SECRETS_VERSION_GONE: ({ record, version }) => ({
      cause: `\`${record}\`의 버전 ${version}은(는) 더 이상 없습니다. AWS는 최근 100개만 보관합니다.`,
      fix: "지금의 시크릿 그대로 진행하십시오. `--with-secrets`를 빼면 됩니다.",
    }),
    SECRETS_RESTORED: ({ record }) => ({
      cause: `\`${record}\`은(는) AWS Secrets Manager에서 삭제 예정으로 표시되어 있었습니다. 있던 값 그대로 되살렸고, 그 밖에는 아무것도 쓰지 않았습니다.`,
      fix: "`monolift secrets list`로 이름을 확인한 뒤 같은 명령을 다시 실행하십시오. 필요 없는 것은 `monolift secrets unset`으로 지울 수 있습니다.",
    }),
    SECRETS_BEING_DELETED: ({ record }) => ({
      cause: `AWS가 이전의 시크릿 \`${record}\`을(를) 아직 지우고 있습니다.`,
      fix: "1분 뒤에 같은 명령을 다시 실행하십시오. 여기서부터 이어서 진행합니다.",
    }),
    RELEASE_NUMBER_TAKEN: ({ release, bucket }) => ({
      cause: `릴리스 ${release}이(가) 버킷 \`${bucket}\`에 이미 있습니다. 다른 사람이 동시에 이 스테이지를 리프트하고 있습니다.`,
      fix: "다른 `monolift up`이 끝날 때까지 기다린 뒤 같은 명령을 다시 실행하십시오.",
    }),
  },
  notices: {
    SECRETS_ADVANCED: ({ record, bytes }) =>
      `시크릿이 ${bytes}바이트로, 무료인 4,096바이트를 넘습니다. \`${record}\`은(는) 고급 파라미터가 되며 월 $0.05가 듭니다.`,
    SECRETS_MANAGER_COSTS: ({ record }) =>
      `시크릿은 AWS Secrets Manager에 \`${record}\`(으)로 보관합니다. 월 $0.40입니다.`,
    SECRETS_RIGHT_SHARED: ({ project, record }) =>
      `"${project}"에서 시크릿을 공유하는 모든 스테이지는 하나의 레코드 \`${record}\`에 값을 보관합니다(모두 합쳐 월 $0.40). 읽을 권한도 함께 공유됩니다. 한 스테이지의 함수에 들어온 사람은 모든 스테이지의 값을 읽을 수 있습니다.`,
  },
};
