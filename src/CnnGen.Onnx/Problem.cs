using System;

namespace CnnGen.Onnx;

/// <summary>Why a file, or one of its nodes, cannot be imported.</summary>
/// <param name="Node">The node's name, or its first output's where it has none; empty where the file as a whole is meant.</param>
/// <param name="Operator">The node's operator; empty where there is no node.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
internal sealed record Problem(string Node, string Operator, string Message)
{
    /// <summary>A problem of the file as a whole.</summary>
    public static Problem OfFile(string message) => new("", "", message);

    public override string ToString() => Node.Length == 0 ? Message : $"{Node} ({Operator}): {Message}";
}

/// <summary>Thrown where a node is lowered or folded; whoever goes through the nodes makes a <see cref="Problem"/> of it and goes on.</summary>
internal sealed class ImportException(string message) : Exception(message);
