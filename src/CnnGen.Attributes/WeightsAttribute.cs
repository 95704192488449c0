using System;

namespace CnnGen;

/// <summary>Names the safetensors file that holds a network's weights: a tensor that it lacks, has too much or has in another shape is a compile error.</summary>
/// <remarks>
/// The build reads the file's header alone. Where the file is an embedded resource, <c>&lt;EmbeddedResource Include="lenet5.safetensors" /&gt;</c>
/// in the project file, the class gets a static <c>Default</c> as well: the network with these weights, which needs no file at run time.
/// </remarks>
/// <param name="path">The file, from the project's folder on: <c>weights/lenet5.safetensors</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class WeightsAttribute(string path) : Attribute
{
    /// <summary>The file, from the project's folder on.</summary>
    public string Path { get; } = path;
}
