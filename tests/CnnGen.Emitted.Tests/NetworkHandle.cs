using System;
using System.Linq;
using System.Reflection;
using CnnGen.Generator.Model;
using CnnGen.Runtime;

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
    public static NetworkHandle Create(Assembly assembly, string name, ulong seed = 1)
    {
        Type network = assembly.GetType(name, throwOnError: true)!;
        bool isTrainable = network.GetInterfaces().Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ITrainableNetwork<>));
        return (NetworkHandle)Activator.CreateInstance((isTrainable ? typeof(TrainableHandle<>) : typeof(NetworkHandle<>)).MakeGenericType(network), seed)!;
    }

    public abstract void Forward(ReadOnlySpan<float> input, Span<float> output);

    public abstract TrainingGraph CreateTrainingGraph(int batchSize);

    public abstract GradientReport CheckGradients(float[] inputs, int[] labels);

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

    /// <summary>The network's own output and those of the further ones that are wanted.</summary>
    /// <param name="input">Any whole number of samples.</param>
    /// <param name="isWanted">Whether a further output is, by its place among them.</param>
    public float[][] Forward(float[] input, Func<int, bool> isWanted)
    {
        int samples = input.Length / InputLength;
        float[][] outputs = Info.Outputs.Select((output, place) => new float[place == 0 || isWanted(place - 1) ? samples * output.Length : 0]).ToArray();

        // What the generated Forward calls: its parameters are as many as there are outputs.
        NetworkState state = (NetworkState)Type.GetField(GeneratedMembers.State, BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(Instance)!;
        state.Forward(input, outputs[0], new FurtherOutputs(outputs[1..]), samples);
        return outputs;
    }

    /// <summary>The network.</summary>
    public abstract object Instance { get; }
}

/// <summary>The handle of one network class; of one that is written without training code it makes no training graph.</summary>
internal class NetworkHandle<T> : NetworkHandle
    where T : class, INetwork<T>
{
    public NetworkHandle(ulong seed)
        : this(T.Create(seed))
    {
    }

    protected NetworkHandle(T network) => Network = network;

    public override int InputLength => T.InputLength;

    public override int OutputLength => T.OutputLength;

    public override ParameterCollection Parameters => Network.Parameters;

    public override NetworkInfo Info => T.Info;

    public override int Threads
    {
        get => Network.Threads;
        set => Network.Threads = value;
    }

    public override Type Type => typeof(T);

    protected T Network { get; }

    public override object Instance => Network;

    public override void Forward(ReadOnlySpan<float> input, Span<float> output) => Network.Forward(input, output);

    public override TrainingGraph CreateTrainingGraph(int batchSize) => throw new NotSupportedException($"{typeof(T)} has no training code");

    public override GradientReport CheckGradients(float[] inputs, int[] labels) => throw new NotSupportedException($"{typeof(T)} has no training code");

    public override NetworkHandle Fork() => new NetworkHandle<T>(Network.Fork());

    public override void Save(string path) => Network.Save(path);

    public override NetworkHandle Load(string path) => new NetworkHandle<T>(T.Load(path));

    public override void Dispose() => Network.Dispose();
}

/// <summary>The handle of one network class that is trained too.</summary>
internal sealed class TrainableHandle<T> : NetworkHandle<T>
    where T : class, ITrainableNetwork<T>
{
    public TrainableHandle(ulong seed)
        : base(seed)
    {
    }

    private TrainableHandle(T network)
        : base(network)
    {
    }

    public override TrainingGraph CreateTrainingGraph(int batchSize) => Network.CreateTrainingGraph(batchSize);

    public override GradientReport CheckGradients(float[] inputs, int[] labels) => GradientCheck.Run(Network, inputs, labels);

    public override NetworkHandle Fork() => new TrainableHandle<T>(Network.Fork());

    public override NetworkHandle Load(string path) => new TrainableHandle<T>(T.Load(path));
}
