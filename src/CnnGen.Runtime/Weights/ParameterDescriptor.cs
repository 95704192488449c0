using System.Collections.Generic;
using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>How a parameter gets its first values.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum Initialization
{
    /// <summary>All zeros.</summary>
    Zeros,

    /// <summary>All ones.</summary>
    Ones,

    /// <summary>Normal with variance 2 / fan-in: He et al. 2015, "Delving Deep into Rectifiers", equation 10.</summary>
    HeNormal,

    /// <summary>Uniform in +-1 / sqrt(fan-in): what PyTorch's Conv2d and Linear begin with.</summary>
    FanInUniform,

    /// <summary>All a quarter: what PyTorch's PReLU begins with.</summary>
    Quarters,
}

/// <summary>What training does with a parameter.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ParameterRole
{
    /// <summary>An optimizer changes it by its gradient, unless the layer is frozen.</summary>
    Weight,

    /// <summary>A running estimate, which the layer keeps itself; it has no gradient.</summary>
    Statistic,

    /// <summary>A number of batches, which the layer counts itself; a 64-bit integer in files.</summary>
    Counter,
}

/// <summary>One named tensor of a network and where its packed form lies.</summary>
/// <param name="Name">The parameter's name: <c>conv1.weight</c>.</param>
/// <param name="Shape">Its shape in PyTorch's layout.</param>
/// <param name="Pack">The order its kernels read it in.</param>
/// <param name="Offset">The first float of its packed form in the network's weights.</param>
/// <param name="Initialization">How it gets its first values.</param>
/// <param name="FanIn">Inputs that one output sums over.</param>
/// <param name="Trainable">False for the parameters of frozen layers, and for what no optimizer changes.</param>
/// <param name="Role">What training does with it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ParameterDescriptor(
    string Name,
    IReadOnlyList<int> Shape,
    WeightPack Pack,
    int Offset,
    Initialization Initialization,
    int FanIn,
    bool Trainable,
    ParameterRole Role = ParameterRole.Weight);
