using System;
using System.Reflection;

namespace CnnGen.Emitted.Tests;

/// <summary>A compiled network behind members that need no type parameter.</summary>
internal abstract class NetworkHandle : IDisposable
{
    public abstract int InputLength { get; }

    public abstract int OutputLength { get; }

    public abstract ParameterCollection Parameters { get; }

    public abstract NetworkInfo Info { get; }

    public abstract int Threads { get; set; }

    /// <summary>The class and the classes of its kernels.</summary>
    public abstract Type Type { get; }

    /// <summary>Makes an instance of a class of a compiled assembly.</summary>
    public static NetworkHandle Create(Assembly assembly, string name, ulong seed = 1) =>
        (NetworkHandle)Activator.CreateInstance(typeof(NetworkHandle<>).MakeGenericType(assembly.GetType(name, throwOnError: true)!), seed)!;

    public abstract void Forward(ReadOnlySpan<float> input, Span<float> output);

    public abstract TrainingGraph CreateTrainingGraph(int batchSize);

    public abstract NetworkHandle Fork();

    public abstract void Save(string path);

    /// <summary>Another instance of the same class, with a file's weights.</summary>
    public abstract NetworkHandle Load(string path);

    public abstract void Dispose();

    /// <summary>The outputs of any whole number of samples.</summary>
    public float[] Forward(float[] input)
    {
        float[] output = new float[input.Length / InputLength * OutputLength];
        Forward(input, output);
        return output;
    }
}

/// <summary>The handle of one network class.</summary>
internal sealed class NetworkHandle<T> : NetworkHandle
    where T : class, ITrainableNetwork<T>
{
    private readonly T _network;

    public NetworkHandle(ulong seed) => _network = T.Create(seed);

    private NetworkHandle(T network) => _network = network;

    public override int InputLength => T.InputLength;

    public override int OutputLength => T.OutputLength;

    public override ParameterCollection Parameters => _network.Parameters;

    public override NetworkInfo Info => T.Info;

    public override int Threads
    {
        get => _network.Threads;
        set => _network.Threads = value;
    }

    public override Type Type => typeof(T);

    public override void Forward(ReadOnlySpan<float> input, Span<float> output) => _network.Forward(input, output);

    public override TrainingGraph CreateTrainingGraph(int batchSize) => _network.CreateTrainingGraph(batchSize);

    public override NetworkHandle Fork() => new NetworkHandle<T>(_network.Fork());

    public override void Save(string path) => _network.Save(path);

    public override NetworkHandle Load(string path) => new NetworkHandle<T>(T.Load(path));

    public override void Dispose() => _network.Dispose();
}
