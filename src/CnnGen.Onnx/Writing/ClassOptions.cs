namespace CnnGen.Onnx.Writing;

/// <summary>What the user says of the class.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace; null for none.</param>
/// <param name="IsTrained">Whether the class can be trained further.</param>
internal sealed record ClassOptions(string Name, string? Namespace, bool IsTrained);
