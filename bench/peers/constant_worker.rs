//! The floor: a worker that answers every event with a constant and does nothing else. Standard library only.
use std::io::{Read, Write};
use std::net::TcpStream;

const ANSWER: &str = r#"{"statusCode":200,"headers":{"content-type":"text/plain"},"body":"pong","isBase64Encoded":false}"#;

fn main() -> std::io::Result<()> {
    let address = std::env::var("AWS_LAMBDA_RUNTIME_API").expect("AWS_LAMBDA_RUNTIME_API");
    let mut api = TcpStream::connect(&address)?;
    api.set_nodelay(true)?;
    let next = format!("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: {address}\r\n\r\n");
    loop {
        api.write_all(next.as_bytes())?;
        let head = read_message(&mut api)?;
        let id = header(&head, "lambda-runtime-aws-request-id");
        let answer = format!(
            "POST /2018-06-01/runtime/invocation/{id}/response HTTP/1.1\r\nHost: {address}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{ANSWER}",
            ANSWER.len()
        );
        api.write_all(answer.as_bytes())?;
        read_message(&mut api)?;
    }
}

/// Reads one HTTP message to its end and gives its head.
fn read_message(api: &mut TcpStream) -> std::io::Result<String> {
    let mut received = Vec::new();
    let mut buffer = [0; 65536];
    loop {
        let count = api.read(&mut buffer)?;
        if count == 0 {
            std::process::exit(0);
        }
        received.extend_from_slice(&buffer[..count]);
        if let Some(end) = received.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&received[..end]).into_owned();
            let length: usize = header(&head, "content-length").parse().unwrap_or(0);
            if received.len() >= end + 4 + length {
                return Ok(head);
            }
        }
    }
}

fn header(head: &str, name: &str) -> String {
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim().to_string())
        .unwrap_or_default()
}
