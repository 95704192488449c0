using CnnGen;

// What it learnt in "dotnet new cnngen-train". The build holds the file against the network: one that does not fit is an error here.
[Weights("shapes.safetensors")]
public sealed partial class ShapeNet;
