import Foundation
import FuzzTargets

// The functions that libFuzzer, which has the program's `main`, calls. `SGDB_FUZZ_TARGET` names the
// target.

/// The function that runs one input of the target.
nonisolated(unsafe) private var run: ([UInt8]) throws -> Void = { _ in }

/// Finds the target; with `SGDB_FUZZ_SEEDS` writes the inputs to start from into that folder, with
/// `SGDB_FUZZ_LIST` prints the targets with their longest inputs, and exits.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer
) -> CInt {
  let environment = ProcessInfo.processInfo.environment
  if environment["SGDB_FUZZ_LIST"] != nil {
    for target in FuzzTarget.all { print(target.name, target.limit) }
    exit(0)
  }
  guard let target = FuzzTarget.all.first(where: { $0.name == environment["SGDB_FUZZ_TARGET"] })
  else {
    print("SGDB_FUZZ_TARGET names no target:", FuzzTarget.all.map(\.name).joined(separator: ", "))
    exit(64)
  }
  do {
    if let folder = environment["SGDB_FUZZ_SEEDS"] {
      for (number, seed) in try target.seeds().enumerated() {
        try Data(seed).write(to: URL(filePath: "\(folder)/seed-\(number)"))
      }
      try dictionary.write(toFile: "\(folder)/words.dict", atomically: true, encoding: .utf8)
      exit(0)
    }
    run = try target.prepare()
  } catch {
    fatalError("\(target.name): \(error)")
  }
  return 0
}

/// Inputs that have run.
nonisolated(unsafe) private var inputs = 0

/// Every so many inputs, one runs again and again to see whether it gives back its memory.
private let inputsBetweenMemoryChecks = 512

/// A function of the address sanitizer's runtime.
@_silgen_name("__sanitizer_get_current_allocated_bytes")
private func allocatedBytes() -> Int

/// Runs one input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  inputs += 1
  do {
    try run(input)
    if inputs % inputsBetweenMemoryChecks == 0 {
      try requireSteadyMemory(input, run, allocated: allocatedBytes)
    }
  } catch {
    FileHandle.standardError.write(Data("PROPERTY: \(error)\n".utf8))
    abort()
  }
  return 0
}

/// The words of the languages, as libFuzzer reads them.
private var dictionary: String {
  FuzzTarget.dictionary.map { word in
    let bytes = word.utf8.map { byte in
      let digits = String(byte, radix: 16)
      return "\\x" + (digits.count == 1 ? "0" : "") + digits
    }
    return "\"\(bytes.joined())\"\n"
  }.joined()
}
