/** JSON lines as k6 writes them, about 5 MB. */
export function k6Points(): string {
  const tags = '"tags":{"expected_response":"true","method":"GET","name":"http://127.0.0.1/","status":"200"}';
  const lines = Array.from({ length: 25_000 }, (_, index) => {
    const time = new Date(1_795_471_200_000 + index * 5).toISOString();
    return `{"type":"Point","data":{"time":"${time}","value":${5 + (index % 9)},${tags}},"metric":"http_req_duration"}`;
  });
  return `${lines.join("\n")}\n`;
}
