import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("Vectors, saved and loaded by commands")
struct VectorRoundTripTests {
  @Test("Both matrices come back bit for bit", arguments: ["txt", "vec", "bin", "tsv"])
  func roundTrip(form: String) throws {
    let session = try Session.ofRoyals()
    session.succeed("step 7")
    let hash = session.run.parameters.hash()
    let folder = try TemporaryFolder()
    let (v, u) = (folder.file("v.\(form)"), folder.file("u.\(form)"))
    session.succeed("save vectors \(v)", "save vectors \(u) --outside", "set seed 2")
    #expect(session.run.parameters.hash() != hash)
    session.succeed("load vectors \(v)", "load vectors \(u) --outside")
    #expect(session.run.parameters.hash() == hash)
  }
}
