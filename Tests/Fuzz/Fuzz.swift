import CLibFuzzer
import ManifestCases
import SeededRandom

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What libFuzzer calls with each input. A finding ends the program, and libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func one(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: data, count: size))
  do {
    guard let finding = try HostileInput(input).finding() else { return 0 }
    print("FINDING: \(finding)")
  } catch {
    print("FINDING: \(error)")
  }
  fflush(nil)
  abort()
}

/// How libFuzzer makes one input of another: by its own means, which know bytes; by ours, which know words
/// and lines; and now and then by drawing a manifest anew.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(
  _ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ greatestSize: Int, _ seed: CUnsignedInt
) -> Int {
  var numbers = SeededNumbers(seed: UInt64(seed))
  if numbers.chance(1, of: 2) { return unsafe LLVMFuzzerMutate(data, size, greatestSize) }
  var input = unsafe [UInt8](UnsafeBufferPointer(start: data, count: size))
  if numbers.chance(1, of: 20), let drawn = try? HostileInput.drawn(&numbers) { input = drawn }
  // The first line says what is done with the rest.
  let body = (input.firstIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
  let made = (input[..<body] + damaged(Array(input[body...]), &numbers)).prefix(greatestSize)
  for (index, byte) in made.enumerated() { unsafe data[index] = byte }
  return made.count
}
