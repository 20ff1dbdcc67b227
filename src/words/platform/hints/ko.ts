import type { HintWords } from "./en.ts";

/** Lambda의 제한 때문에 난 오류 뒤에 로그로 덧붙이는 설명의 한국어. */
export const hintsKo: HintWords = {
  "read-only": ({ path }) =>
    `${path}에는 쓸 수 없습니다. Lambda에서도 쓸 수 있는 곳은 /tmp뿐입니다. 이 요청에서만 쓰는 것은 /tmp에, 남겨야 하는 것은 스토리지(default_storage, FileField)나 데이터베이스에 저장하세요.`,
  "no-home": ({ path }) =>
    `${path}는 홈 폴더 안의 경로인데, Lambda에서도 홈 폴더는 없습니다. settings 맨 위에서 os.environ["HOME"] = "/tmp"로 정하거나, 라이브러리의 변수(XDG_CACHE_HOME, MPLCONFIGDIR 등)로 /tmp를 가리키게 하세요.`,
  "shared-memory": () =>
    "Lambda에는 공유 메모리(/dev/shm)가 없어서 multiprocessing의 Lock, Queue, Pool을 쓸 수 없습니다. 스레드(ThreadPoolExecutor, threading.Lock)나 multiprocessing.Pipe를 사용하세요.",
  "file-descriptors": () =>
    "한 프로세스가 동시에 열 수 있는 파일과 소켓은 Lambda에서처럼 1,024개입니다. 연 것은 닫고(with open(…) as file), 클라이언트는 매번 만들지 말고 하나를 계속 사용하세요.",
  processes: () =>
    "샌드박스 하나에서 실행할 수 있는 프로세스와 스레드는 Lambda에서처럼 모두 1,024개입니다. 작업자 수를 정한 풀을 사용하세요: ThreadPoolExecutor(max_workers=8)",
  "tmp-full": ({ tmpMb }) =>
    `/tmp가 가득 찼습니다. 용량은 Lambda에서처럼 ${tmpMb}MB이고, 파일은 다음 요청까지 남습니다. 다 쓴 파일은 지우거나 monolift.toml에서 함수의 \`tmp\` 값을 늘리세요(최대 10240).`,
  "tmp-over": ({ tmpMb }) =>
    `/tmp의 사용량이 ${tmpMb}MB를 넘었습니다. 이 컴퓨터에서는 막을 수 없지만 Lambda에서는 "No space left on device" 오류로 쓰기에 실패합니다. 다 쓴 파일은 지우거나 monolift.toml에서 함수의 \`tmp\` 값을 늘리세요(최대 10240).`,
  "stream-slowed": () =>
    "응답이 6MB를 넘어서, 나머지는 Lambda에서처럼 초당 2MB로 보냅니다. 큰 파일은 오브젝트 스토리지에 두고 그곳으로 리디렉션하세요.",
  "left-running": ({ program }) =>
    `프로세스 "${program}"이(가) 자신을 시작한 요청에 응답한 뒤에도 실행되고 있습니다. 샌드박스와 함께 멈추므로, 나중의 어느 요청 중에 이어지거나 다시는 이어지지 않습니다. 응답하기 전에 끝나기를 기다리거나 태스크나 작업으로 넘기세요.`,
};
