namespace CnnGen.Generator.Tensors;

/// <summary>A function of one element.</summary>
internal enum ActivationKind
{
    None,
    ReLU,
    Tanh,
    Sigmoid,
}
