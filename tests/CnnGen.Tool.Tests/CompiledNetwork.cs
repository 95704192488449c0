using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Intrinsics;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;
using CnnGen.Onnx;
using CnnGen.Runtime;
using CnnGen.Tests;

namespace CnnGen.Tool.Tests;

/// <summary>A class that was compiled, with its weights.</summary>
internal abstract class CompiledNetwork : IDisposable
{
    private static readonly int WidestBits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Code for the widest vectors of this machine alone: other tests are of all widths.</summary>
    public static readonly GeneratorOptions Options =
        GeneratorOptions.Default with { Widths = [.. VectorWidth.All.Where(static width => width.Bits == WidestBits)] };

    public abstract NetworkInfo Info { get; }

    public IEnumerable<string> ParameterNames => Parameters.Select(static parameter => parameter.Name);

    protected abstract object Network { get; }

    protected abstract ParameterCollection Parameters { get; }

    /// <summary>Compiles classes together, which takes less time than one by one.</summary>
    public static Assembly Compile(IEnumerable<ImportedNetwork> networks) => NetworkCompiler.Compile(
        string.Join("\n", networks.Select(static network => network.ClassText.Replace("using CnnGen;\n", "", StringComparison.Ordinal))), Options);

    /// <summary>Compiles classes, after the using of the attributes.</summary>
    public static Assembly Compile(string source) => NetworkCompiler.Compile(source, Options);

    /// <summary>Loads a compiled class's weights from the file that the import writes.</summary>
    public static CompiledNetwork Load(Assembly assembly, ImportedNetwork network)
    {
        using MemoryStream weights = new();
        network.WriteWeights(weights);
        weights.Position = 0;
        return Load(assembly, network.Name, weights);
    }

    /// <summary>Loads a compiled class's weights.</summary>
    public static CompiledNetwork Load(Assembly assembly, string name, Stream weights) => Of(assembly, name, weights);

    /// <summary>A compiled class with first values.</summary>
    public static CompiledNetwork Create(Assembly assembly, string name, ulong seed) => Of(assembly, name, seed);

    public static CompiledNetwork Load(ImportedNetwork network) => Load(Compile([network]), network);

    public abstract void Dispose();

    /// <summary>Writes the weights to a file.</summary>
    public abstract void Save(string path);

    /// <summary>Adds something to what begins as zeros and ones, so that a mistake with it shows: biases, factors and running estimates.</summary>
    public void Disturb()
    {
        foreach (Parameter parameter in Parameters.Where(static parameter => parameter.Shape.Count == 1))
        {
            float[] noise = ModelBuilder.Numbers(parameter.Length, parameter.Name.Length);
            parameter.Value = parameter.Value.ToArray().Zip(noise, static (value, number) => value + (number / 8)).ToArray();
        }
    }

    /// <summary>All outputs of any whole number of samples, by their names.</summary>
    public Dictionary<string, float[]> Forward(float[] input)
    {
        int samples = input.Length / Info.InputShape.Aggregate(1, static (product, size) => product * size);
        float[][] outputs = [.. Info.Outputs.Select(output => new float[samples * output.Length])];

        if (outputs.Length == 1)
        {
            Forward(input, outputs[0]);
            return new() { [Info.Outputs[0].Name] = outputs[0] };
        }

        // What the generated Forward calls: its parameters are as many as there are outputs.
        FieldInfo field = Network.GetType().GetField(GeneratedMembers.State, BindingFlags.NonPublic | BindingFlags.Instance)!;
        ((NetworkState)field.GetValue(Network)!).Forward(input, outputs[0], new Further(outputs[1..]), samples);
        return Info.Outputs.Zip(outputs).ToDictionary(static pair => pair.First.Name, static pair => pair.Second);
    }

    /// <summary>The one output.</summary>
    public float[] Run(float[] input) => Forward(input).Values.Single();

    private static CompiledNetwork Of(Assembly assembly, string name, object argument)
    {
        Type type = assembly.GetTypes().Single(type => type.Name == name);
        return (CompiledNetwork)Activator.CreateInstance(typeof(CompiledNetwork<>).MakeGenericType(type), argument)!;
    }

    /// <summary>Forward of a network of one output.</summary>
    protected abstract void Forward(float[] input, float[] output);
}

/// <summary>The same, by its class.</summary>
internal sealed class CompiledNetwork<T> : CompiledNetwork
    where T : class, INetwork<T>
{
    private readonly T _network;

    public CompiledNetwork(Stream weights) => _network = T.Load(weights);

    public CompiledNetwork(ulong seed) => _network = T.Create(seed);

    public override NetworkInfo Info => T.Info;

    protected override object Network => _network;

    protected override ParameterCollection Parameters => _network.Parameters;

    public override void Save(string path) => _network.Save(path);

    protected override void Forward(float[] input, float[] output) => _network.Forward(input, output);

    public override void Dispose() => _network.Dispose();
}

/// <summary>Memory for the outputs beside the network's own.</summary>
internal readonly struct Further(float[][] outputs) : IFurtherOutputs
{
    public Span<float> this[int place] => outputs[place];
}
