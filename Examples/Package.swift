// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "word2vec-example",
  dependencies: [.package(name: "sgdb", path: "..")],
  targets: [
    .executableTarget(
      name: "Example", dependencies: [.product(name: "Word2Vec", package: "sgdb")])
  ]
)
