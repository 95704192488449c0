using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>Writes the public face of a network: constants, documentation, and the methods that hand over to the kernels.</summary>
internal static class ClassEmitter
{
    public static GeneratedFile Emit(ClassFrame frame, LoweredNetwork network, IReadOnlyList<VectorWidth> widths)
    {
        NetworkGraph graph = network.Graph;
        string name = frame.Type;
        CodeWriter writer = new();
        ClassFrame.WriteHeader(
            writer,
            $"{frame.Name}: {LayerTable.Layers(graph)}, {Wording.Number(graph.ParameterCount)} parameters, {Wording.Number(graph.MultiplyAdds)} multiply-adds a sample");
        Action documentation = () => writer.Line(string.Join("\n", LayerTable.Lines(graph, frame.HasSummary, frame.HasRemarks)));
        using (frame.Open(writer, documentation, $" : {frame.Interfaces}"))
        {
            WriteConstants(writer, graph);
            WriteLifetime(writer, frame, network);
            WriteForward(writer, frame, graph);
            FurtherOutputsEmitter.Write(writer, frame, graph);
            WriteInterface(writer, frame);
            ModelEmitter.Write(writer, frame, network);
            WriteForwardProgram(writer, frame, network, widths);
            if (frame.HasTraining)
            {
                new TrainingEmitter(writer, frame, network, widths).Write();
            }

            if (network.Inspection is { } inspection)
            {
                writer.Line();
                new TrainingEmitter(writer, frame, inspection, widths, isInspection: true).Write();
            }
        }

        return new GeneratedFile(frame.HintName(), writer.ToString());
    }

    private static void WriteConstants(CodeWriter writer, NetworkGraph graph)
    {
        writer.Line($$"""
            private readonly global::CnnGen.Runtime.NetworkState _cnnGen;

            /// <summary>Elements of one input sample: {{graph.Input.AxisNames}} = {{graph.Input}}.</summary>
            public const int InputLength = {{graph.Input.Elements}};

            /// <summary>Elements of one output sample: {{graph.Output.AxisNames}} = {{graph.Output}}.</summary>
            public const int OutputLength = {{graph.Output.Elements}};
            """);
        foreach (NetworkOutput further in graph.Outputs.Skip(1))
        {
            writer.Line();
            writer.Line($"/// <summary>Elements of one sample of the output {further.Name}: {further.Shape.AxisNames} = {further.Shape}.</summary>");
            writer.Line($"public const int {GeneratedMembers.LengthOf(further.Name)} = {further.Shape.Elements};");
        }

        writer.Line($$"""

            /// <summary>Number of parameters, trained and frozen: {{Wording.Number(4L * graph.ParameterCount)}} bytes.</summary>
            public const int ParameterCount = {{graph.ParameterCount}};

            /// <summary>Multiply-adds of convolutions and linear layers for one sample, biases not counted; {{Wording.Number(graph.Operations)}} operations with everything.</summary>
            public const long MultiplyAdds = {{graph.MultiplyAdds}}L;
            """);
        writer.Line();
    }

    private static void WriteLifetime(CodeWriter writer, ClassFrame frame, LoweredNetwork network)
    {
        string name = frame.Type;
        writer.Line($$"""
            private protected {{frame.Identifier}}(global::CnnGen.Runtime.NetworkState state) => _cnnGen = state;

            /// <summary>The layer table. Its ToString() prints it, its ToMermaid() draws it.</summary>
            public static global::CnnGen.NetworkInfo Info => CnnGenInfo.Info;

            /// <summary>The named tensors, in PyTorch's layouts.</summary>
            {{frame.Public("Parameters")}} global::CnnGen.ParameterCollection Parameters => _cnnGen.Weights.Parameters;

            /// <summary>How many threads share one Forward, the caller's among them: 1 unless set. The results do not depend on it; layers too small to be shared are not.</summary>
            /// <exception cref="global::System.ArgumentOutOfRangeException">Less than 1.</exception>
            /// <exception cref="global::System.InvalidOperationException">Another thread is in this instance's Forward.</exception>
            /// <exception cref="global::System.ObjectDisposedException">The instance was disposed.</exception>
            {{frame.Public("Threads")}} int Threads
            {
                get => _cnnGen.Threads;
                set => _cnnGen.Threads = value;
            }

            /// <summary>Makes an instance with initial weights: He's in front of ReLU, PyTorch's default otherwise. The same seed gives the same weights to the bit, on every machine.</summary>
            /// <param name="seed">Any number.</param>
            /// <returns>The instance, with a workspace and weights of its own.</returns>
            public static {{name}} Create(ulong seed) => new(CnnGenModel.NewState(global::CnnGen.Runtime.NetworkWeights.Create(CnnGenModel.Weights, seed)));

            /// <summary>Makes an instance with the weights of a safetensors file, under PyTorch's names and in its layouts.</summary>
            /// <param name="path">The file.</param>
            /// <returns>The instance, with a workspace and weights of its own.</returns>
            /// <exception cref="global::System.IO.IOException">The file cannot be read.</exception>
            /// <exception cref="global::System.IO.InvalidDataException">The file is broken, or its tensors are not this network's.</exception>
            public static {{name}} Load(string path) => new(CnnGenModel.NewState(global::CnnGen.Runtime.NetworkWeights.Load(CnnGenModel.Weights, path)));

            /// <summary>Makes an instance with the weights of a safetensors stream, read to its end.</summary>
            /// <param name="stream">The stream.</param>
            /// <returns>The instance, with a workspace and weights of its own.</returns>
            /// <exception cref="global::System.IO.InvalidDataException">The data is broken, or its tensors are not this network's.</exception>
            public static {{name}} Load(global::System.IO.Stream stream) => new(CnnGenModel.NewState(global::CnnGen.Runtime.NetworkWeights.Load(CnnGenModel.Weights, stream)));

            /// <summary>Makes an instance with the weights of a safetensors file in memory.</summary>
            /// <param name="safetensors">The file's bytes.</param>
            /// <returns>The instance, with a workspace and weights of its own.</returns>
            /// <exception cref="global::System.IO.InvalidDataException">The data is broken, or its tensors are not this network's.</exception>
            public static {{name}} Load(global::System.ReadOnlySpan<byte> safetensors) => new(CnnGenModel.NewState(global::CnnGen.Runtime.NetworkWeights.Load(CnnGenModel.Weights, safetensors)));

            /// <summary>Writes the weights as safetensors, beside the file first and then in its place.</summary>
            /// <param name="path">The file; one that is there is replaced.</param>
            /// <exception cref="global::System.IO.IOException">The file cannot be written; one that was there is as it was.</exception>
            {{frame.Public("Save(string)")}} void Save(string path) => _cnnGen.Weights.Save(path);

            /// <summary>Another instance over the same weights with a workspace of its own ({{Wording.Number(4L * network.WorkspaceFloats)}} bytes), for another thread.</summary>
            /// <returns>The instance, which lives on when this one is disposed.</returns>
            {{frame.Public("Fork()")}} {{name}} Fork() => new(CnnGenModel.NewState(_cnnGen.Weights));
            """);
        writer.Line();
        if (frame.HasTraining)
        {
            writer.Line($$"""
                /// <summary>Makes the forward and backward computation of batches of up to the given size over this instance's weights.</summary>
                /// <param name="batchSize">The largest number of samples in a batch: at least 1.</param>
                /// <returns>The computation, to be disposed when the training is over.</returns>
                /// <exception cref="global::System.ArgumentOutOfRangeException">The batch size is below 1, or so large that its samples do not fit into one array.</exception>
                {{frame.Public("CreateTrainingGraph(int)")}} global::CnnGen.TrainingGraph CreateTrainingGraph(int batchSize) => new CnnGenTraining(_cnnGen.Weights, batchSize);
                """);
            writer.Line();
        }

        if (frame.IsInspected)
        {
            writer.Line($"""
                /// <summary>What every layer gives for a sample, by the layers' names, and the gradients by it. Memory is taken when it is first asked for.</summary>
                /// <exception cref="global::System.ObjectDisposedException">The instance was disposed.</exception>
                public global::CnnGen.NetworkOutputs Outputs => _cnnGen.Outputs(static weights => new CnnGenInspection(weights), CnnGenInfo.Info);
                """);
            writer.Line();
        }

        WriteDisposal(writer, frame);
    }

    private static void WriteDisposal(CodeWriter writer, ClassFrame frame)
    {
        Disposal disposal = frame.Disposal;
        if (!disposal.IsInherited)
        {
            writer.Line("/// <summary>Gives the workspace back; where another thread is in Forward, that run ends as it would have. Forks and training graphs go on working.</summary>");
            using (writer.Block($"{frame.Public(GeneratedMembers.Dispose)} void Dispose()"))
            {
                if (disposal.Bool is DisposeBool.None or DisposeBool.Own)
                {
                    writer.Line("_cnnGen.Dispose();");
                }

                if (disposal.CallsBool)
                {
                    writer.Line("Dispose(true);");
                }

                if (disposal.CallsBase)
                {
                    writer.Line("base.Dispose();");
                }

                if (disposal.Bool != DisposeBool.None)
                {
                    writer.Line("global::System.GC.SuppressFinalize(this);");
                }
            }

            writer.Line();
        }

        if (disposal.Bool is DisposeBool.Virtual or DisposeBool.Override)
        {
            writer.Line("/// <summary>Gives the workspace back, called by Dispose().</summary>");
            writer.Line("/// <param name=\"disposing\">False in a finalizer, where there is nothing to do.</param>");
            using (writer.Block($"{frame.DisposeBool} void Dispose(bool disposing)"))
            {
                using (writer.Block("if (disposing)"))
                {
                    writer.Line("_cnnGen.Dispose();");
                }

                if (disposal.BoolCallsBase)
                {
                    writer.Line();
                    writer.Line("base.Dispose(disposing);");
                }
            }

            writer.Line();
        }
    }

    private static void WriteForward(CodeWriter writer, ClassFrame frame, NetworkGraph graph)
    {
        string output = CSharpText.Escaped(graph.Marks.Name);
        writer.Line($$"""
            /// <summary>Computes the outputs of any whole number of samples without allocating. One thread at a time: see <see cref="Fork"/>.</summary>
            /// <param name="input">N * <see cref="InputLength"/> elements: samples behind each other, each {{graph.Input.AxisNames}} = {{graph.Input}}.</param>
            /// <param name="{{graph.Marks.Name}}">N * <see cref="OutputLength"/> elements: for each sample {{graph.Output.AxisNames}} = {{graph.Output}}.</param>
            /// <exception cref="global::System.ArgumentException">The lengths are not those of the same whole number of samples, or the spans overlap.</exception>
            /// <exception cref="global::System.InvalidOperationException">Another thread is in this instance's Forward: give each thread an instance of its own with <see cref="Fork"/>.</exception>
            /// <exception cref="global::System.ObjectDisposedException">The instance was disposed.</exception>
            """);
        using (writer.Block($"{frame.Public(GeneratedMembers.Forward)} void Forward(global::System.ReadOnlySpan<float> input, global::System.Span<float> {output})"))
        {
            // The output's name may be that of anything that is named here, so all else is named in full.
            writer.Line($$"""
                this._cnnGen.Forward(
                    ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(input),
                    ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({{output}}),
                    global::CnnGen.Runtime.SampleGuard.Count(input, {{frame.Type}}.InputLength, {{output}}, {{frame.Type}}.OutputLength));
                """);
        }

        writer.Line();
    }

    /// <summary>Writes what Forward does in a workspace that is taken: samples that are computed side by side, and more of them until all are done.</summary>
    private static void WriteForwardProgram(CodeWriter writer, ClassFrame frame, LoweredNetwork network, IReadOnlyList<VectorWidth> widths)
    {
        bool isShared = network.Inference.IsShared;
        bool hasFurther = network.Graph.Marks.Further.Count > 0;
        using (writer.Block("private sealed class CnnGenForward : global::CnnGen.Runtime.ForwardProgram"))
        {
            writer.Line("public static readonly CnnGenForward Instance = new();");
            writer.Line();
            if (isShared)
            {
                writer.Line("public override bool IsShared => true;");
                writer.Line();
            }

            if (hasFurther)
            {
                writer.Line("public override global::System.Collections.Generic.IReadOnlyList<global::CnnGen.OutputInfo> Outputs => CnnGenInfo.Info.Outputs;");
                writer.Line();
            }

            using (writer.Block("public override void Run(ref float x, ref float y, global::CnnGen.Runtime.OutputAddresses further, ref float arena, ref float weights, ref float folded, int samples, int share, int shares, global::CnnGen.Runtime.Team team)"))
            {
                // What each sample keeps, then what all use in turn.
                writer.Line($"ref float scratch = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref arena, {network.SamplesAtOnce * network.Inference.Memory.SampleLength});");
                if (hasFurther)
                {
                    writer.Line("long first = 0;");
                }

                using (writer.Block("while (samples > 0)"))
                {
                    writer.Line($"int together = samples < {network.SamplesAtOnce} ? samples : {network.SamplesAtOnce};");
                    WriteDispatch(writer, frame, widths, "Forward", $"ref x, ref y{FurtherOutputsEmitter.Addresses(network.Graph)}, ref arena, ref scratch, ref weights, ref folded, together" + (isShared ? ", share, shares, team" : ""));
                    writer.Line("samples -= together;");
                    writer.Line($"x = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref x, (global::System.IntPtr)together * {network.Graph.Input.Elements});");
                    writer.Line($"y = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref y, (global::System.IntPtr)together * {network.Graph.Output.Elements});");
                    if (hasFurther)
                    {
                        writer.Line("first += together;");
                    }
                }
            }
        }

        writer.Line();
    }

    /// <summary>Calls a program of the machine's vector width.</summary>
    public static void WriteDispatch(CodeWriter writer, ClassFrame frame, IReadOnlyList<VectorWidth> widths, string program, string arguments)
    {
        using (writer.Block("switch (global::CnnGen.Runtime.Simd.VectorBits)"))
        {
            foreach (VectorWidth width in widths)
            {
                writer.Line(width == widths[widths.Count - 1] ? "default:" : $"case {width.Bits}:");
                writer.Line($"    {frame.ProgramsFor(width)}.{program}({arguments});");
                writer.Line("    break;");
            }
        }
    }

    private static void WriteInterface(CodeWriter writer, ClassFrame frame)
    {
        string self = frame.NetworkInterface;
        writer.Line($$"""
            static int {{self}}.InputLength => InputLength;

            static int {{self}}.OutputLength => OutputLength;

            static int {{self}}.ParameterCount => ParameterCount;

            static long {{self}}.MultiplyAdds => MultiplyAdds;
            """);
        writer.Line();
    }
}
