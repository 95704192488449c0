namespace CnnGen.Onnx.Graphs;

/// <summary>What the elements of a constant are.</summary>
internal enum ElementKind
{
    /// <summary>Numbers with a fraction; float32 once they are read.</summary>
    Real,

    /// <summary>Whole numbers and truth values.</summary>
    Integer,
}
