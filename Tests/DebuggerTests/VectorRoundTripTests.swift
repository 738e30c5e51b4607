import SkipGram
import Testing

@testable import Debugger

@Suite("Vectors, saved and loaded by commands")
struct VectorRoundTripTests {
  @Test("Both matrices come back bit for bit", arguments: ["txt", "vec", "bin", "tsv"])
  func roundTrip(form: String) throws {
    let session = try Session.ofRoyals()
    session.succeed("step 7")
    let hash = session.trainer.parameters.hash
    try withTemporaryFolder { folder in
      session.succeed(
        "save vectors \(folder)/v.\(form)", "save vectors \(folder)/u.\(form) --outside",
        "set seed 2")
      #expect(session.trainer.parameters.hash != hash)
      session.succeed(
        "load vectors \(folder)/v.\(form)", "load vectors \(folder)/u.\(form) --outside")
    }
    #expect(session.trainer.parameters.hash == hash)
  }
}
