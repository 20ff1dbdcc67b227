import { wholeEventBytes, type PageWords } from "./en.ts";

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)}MB`;

/** 게이트웨이가 직접 응답하는 페이지의 한국어. */
export const pagesKo: PageWords = {
  speakers: {
    application: "애플리케이션",
    limit: "AWS에도 있는 제한",
    door: "Monolift 로컬 게이트웨이",
  },
  labels: { speaker: "오류의 출처", fix: "해결 방법", detail: "출력 내용", request: "요청 ID" },
  problems: {
    "init-error": ({ error, names }) => ({
      title: "애플리케이션을 불러오지 못했습니다",
      cause: `임포트하는 중에 ${error.errorType} 오류가 발생했습니다: ${error.errorMessage}`,
      fix: `아래 오류를 고친 뒤 up을 다시 실행하세요. 시작 과정의 전체 로그는 \`${names.logs}\`에서 볼 수 있습니다.`,
    }),
    "init-exited": ({ exit, names }) => ({
      title: "애플리케이션이 시작하는 도중에 종료되었습니다",
      cause: `첫 요청을 받기 전에 프로세스가 종료되었습니다(${exit}).`,
      fix: `마지막 출력은 아래에 있으며, 전체 로그는 \`${names.logs}\`에서 볼 수 있습니다.`,
    }),
    "init-timed-out": ({ limitSeconds, names }) => ({
      title: "애플리케이션 시작이 너무 오래 걸립니다",
      cause: `${limitSeconds}초가 지나도 준비되지 않았습니다. Lambda는 초기화에 10초를 주고, 그 뒤에는 함수의 제한 시간 안에서 한 번 더 시도합니다.`,
      fix: `모듈을 임포트할 때 하는 일(특히 네트워크 호출)을 줄이거나 ${names.timeout} 값을 늘리세요. 시작 과정은 \`${names.logs}\`에서 볼 수 있습니다.`,
    }),
    "init-out-of-memory": ({ memoryMb, names }) => ({
      title: "애플리케이션을 시작하기에 메모리가 부족합니다",
      cause: `시작하는 동안 메모리 사용량이 한도인 ${memoryMb}MB를 넘어 강제로 종료되었습니다.`,
      fix: `${names.memory} 값을 늘리세요.`,
    }),
    throttled: ({ concurrency, names }) => ({
      title: "동시 요청이 너무 많습니다",
      cause: `함수의 샌드박스 ${concurrency}개가 모두 요청을 하나씩 처리하고 있습니다. Lambda는 요청을 대기시키지 않고 한도를 넘은 요청을 거부합니다.`,
      fix: `잠시 후 다시 시도하거나 ${names.concurrency} 값을 늘리세요.`,
    }),
    "timed-out": ({ timeoutSeconds, names }) => ({
      title: "요청 시간이 초과되었습니다",
      cause: `함수가 요청 하나를 처리할 수 있는 시간은 ${timeoutSeconds}초입니다. 그 안에 끝나지 않아 강제로 종료되었습니다.`,
      fix: `${names.timeout} 값을 늘리거나(최대 900초) 작업을 요청 밖에서 처리하세요.`,
    }),
    "out-of-memory": ({ memoryMb, names }) => ({
      title: "요청을 처리하는 중에 메모리가 부족해졌습니다",
      cause: `함수의 메모리 사용량이 한도인 ${memoryMb}MB를 넘어 강제로 종료되었습니다.`,
      fix: `${names.memory} 값을 늘리거나 한 번에 처리하는 양을 줄이세요.`,
    }),
    exited: ({ exit, names }) => ({
      title: "요청을 처리하는 중에 애플리케이션이 종료되었습니다",
      cause: `응답하기 전에 프로세스가 종료되었습니다(${exit}).`,
      fix: `종료된 원인을 \`${names.logs}\`에서 확인하세요. 다음 요청은 새 프로세스가 처리합니다.`,
    }),
    "function-error": ({ error, names }) => ({
      title: "애플리케이션이 응답하지 못했습니다",
      cause: `${error.errorType} 오류가 발생했습니다: ${error.errorMessage}`,
      fix: `오류를 고치세요. 요청의 전체 로그는 \`${names.logs}\`에서 볼 수 있습니다.`,
    }),
    "response-too-large": ({ limitBytes }) => ({
      title: "응답이 너무 큽니다",
      cause: `응답 크기의 한도는 ${megabytes(limitBytes)}인데 이를 넘었습니다.`,
      fix:
        limitBytes > 100 * 1024 * 1024 || limitBytes < wholeEventBytes
          ? "파일을 오브젝트 스토리지에 두고 그곳으로 리디렉션하세요."
          : "스트리밍 응답(StreamingHttpResponse, FileResponse, 최대 200MB)으로 보내거나, 파일을 오브젝트 스토리지에 두고 그곳으로 리디렉션하세요.",
    }),
    "request-too-large": ({ limitBytes }) => ({
      title: "요청이 너무 큽니다",
      cause:
        limitBytes < wholeEventBytes
          ? `로드 밸런서가 함수에 넘길 수 있는 본문은 ${megabytes(limitBytes)}까지입니다.`
          : `요청 크기의 한도는 헤더를 포함해 ${megabytes(limitBytes)}입니다. 텍스트가 아닌 본문은 base64로 전달되어 4/3배로 계산되므로, 파일은 약 4.5MB까지 보낼 수 있습니다.`,
      fix: '큰 파일은 브라우저에서 버킷으로 바로 보낼 수 있습니다. Django admin은 JavaScript가 켜져 있으면 저절로 그렇게 합니다. 직접 만든 양식은 템플릿에 `<script src="/_monolift/uploads.js"></script>` 한 줄을 넣으세요. 그럴 수 없으면 한 번에 보내는 양을 줄이세요.',
    }),
    "malformed-response": ({ reason, names }) => ({
      title: "함수의 응답이 HTTP 응답이 아닙니다",
      cause: `응답을 전달할 수 없습니다: ${reason}`,
      fix: `이 요청의 로그를 \`${names.logs}\`에서 확인하세요.`,
    }),
    "not-found": ({ functionName }) => ({
      title: "아직 제공 중인 것이 없습니다",
      cause: `함수 ${functionName}에 서비스 중인 버전이 없습니다.`,
      fix: "`monolift up`을 실행하세요.",
    }),
    closing: () => ({
      title: "함수를 종료하는 중입니다",
      cause: "이 버전을 내리는 동안 요청이 들어왔습니다.",
      fix: "잠시 후 다시 시도하세요.",
    }),
    "late-answer": ({ door, limitSeconds }) => ({
      title: "응답이 너무 늦게 시작됩니다",
      cause: `${door}의 제한: 응답의 첫 바이트를 기다리는 시간은 ${limitSeconds}초까지입니다. 함수는 계속 처리하고 있지만 결과는 클라이언트에 전달되지 않습니다.`,
      fix: "스트리밍 응답(StreamingHttpResponse)으로 더 일찍 보내기 시작하거나 작업을 요청 밖에서 처리하세요.",
    }),
    "headers-too-large": ({ door, limitBytes }) => ({
      title: "요청 헤더가 너무 큽니다",
      cause: `${door}의 제한: URL과 헤더를 합해 ${Math.round(limitBytes / 1024)}KB까지 받습니다.`,
      fix: "대부분 쿠키가 너무 많은 경우입니다. 이 주소의 쿠키를 지우거나 쿠키에 저장하는 양을 줄이세요.",
    }),
    "url-too-long": ({ door, limitBytes }) => ({
      title: "주소가 너무 깁니다",
      cause: `${door}의 제한: 쿼리를 포함해 ${limitBytes}바이트까지의 URL을 받습니다.`,
      fix: "긴 값은 POST 요청의 본문으로 보내거나, 값은 서버에 두고 ID만 보내세요.",
    }),
    "response-headers-too-large": ({ door, bytes, limitBytes }) => ({
      title: "응답 헤더가 너무 큽니다",
      cause: `헤더가 ${bytes}바이트인데, ${door}의 제한은 ${limitBytes}바이트입니다.`,
      fix: "대부분 쿠키 때문입니다. 세션과 메시지는 데이터베이스에 저장하고(세션은 Django 기본값, 메시지는 MESSAGE_STORAGE), 긴 값을 헤더에 넣지 마세요.",
    }),
    "bad-request": () => ({
      title: "HTTP 요청으로 해석할 수 없습니다",
      cause: "클라이언트가 보낸 내용이 HTTP/1.1 규칙에 맞지 않습니다.",
      fix: "클라이언트를 확인하세요. https://로 접속해도 이렇게 됩니다. 여기서는 http://만 사용할 수 있습니다.",
    }),
    "request-timed-out": () => ({
      title: "요청이 끝까지 도착하지 않았습니다",
      cause: "클라이언트가 요청을 보내는 데 너무 오래 걸렸습니다.",
      fix: "다시 보내세요.",
    }),
    websocket: () => ({
      title: "WebSocket은 사용할 수 없습니다",
      cause: "함수는 요청 하나에 응답한 뒤 멈춥니다. Lambda 함수 URL도 WebSocket을 지원하지 않습니다.",
      fix: "주기적으로 다시 요청하거나 스트리밍 응답(text/event-stream)으로 이벤트를 보내세요.",
    }),
  },
};
