using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>The calls of one method, and the constants that name the tensors' places in it.</summary>
internal sealed class MethodText
{
    // What stands in a method besides its signature and its calls.
    private static readonly string[] Taken = [ProgramFileEmitter.Kernels, "Team", "Unsafe", "SampleFloats", "sample", Sample];

    /// <summary>What belongs to the current sample of what each sample keeps.</summary>
    private const string Sample = "own";

    private readonly Program _program;
    private readonly Dictionary<Operation, Argument[]> _calls;
    private readonly Dictionary<Tensor, string> _names = [];

    /// <summary>A call's method, an argument or a tensor, which gets its name when all others are known.</summary>
    private readonly record struct Argument(string Text, Tensor? Tensor, int Offset, string Name);

    /// <summary>Writes the calls.</summary>
    /// <param name="program">The program.</param>
    /// <param name="operations">The method's operations.</param>
    /// <param name="signature">What the method takes.</param>
    /// <param name="kernels">Receives the kernels that are called.</param>
    /// <param name="text">Writes what is passed, but for tensors.</param>
    public MethodText(Program program, IReadOnlyList<Operation> operations, Signature signature, KernelSet kernels, Func<Passed, string> text)
    {
        _program = program;
        _calls = new Dictionary<Operation, Argument[]>(operations.Count, ByReference.Instance);
        HashSet<string> taken = [.. Taken, .. WordsOf(signature.Parameters)];
        foreach (Operation operation in operations)
        {
            Call call = operation.CallOf(program.Forms);
            if (call.Kernel is { } kernel)
            {
                kernels.Add(kernel);
            }

            _calls.Add(operation, ArgumentsOf(call, kernels, text));
            taken.UnionWith(_calls[operation].SelectMany(static argument => WordsOf(argument.Text)));
        }

        foreach (Tensor tensor in operations.SelectMany(operation => _calls[operation]).Select(static argument => argument.Tensor).OfType<Tensor>().Distinct())
        {
            _names.Add(tensor, NameOf(tensor, taken));
        }
    }

    /// <summary>The method and the arguments, each with the name of its parameter.</summary>
    private static Argument[] ArgumentsOf(Call call, KernelSet kernels, Func<Passed, string> text)
    {
        IReadOnlyList<string> names = call.Kernel is null ? [] : kernels.ParametersOf(call.Kernel);
        string method = call.Kernel is null ? call.Method : $"{ProgramFileEmitter.Kernels}.{call.Kernel.Name}";
        string unnamed = "of" + method.Substring(method.LastIndexOf('.') + 1);
        List<Argument> arguments = [new Argument(method, null, 0, "")];
        int next = 0;
        foreach (Passed passed in call.Passed)
        {
            if (passed is PassedTensor tensor)
            {
                arguments.Add(new Argument("", tensor.Tensor, tensor.Offset, ""));
                next++;
                continue;
            }

            // Some pass several.
            foreach (string argument in ArgumentsIn(text(passed)))
            {
                string name = next < names.Count ? names[next] : unnamed;
                arguments.Add(new Argument(argument, null, 0, argument.StartsWith("ref ", StringComparison.Ordinal) ? name + "At" : name));
                next++;
            }
        }

        return [.. arguments];
    }

    private static IEnumerable<string> ArgumentsIn(string list)
    {
        int depth = 0;
        int begin = 0;
        for (int place = 0; place < list.Length; place++)
        {
            depth += list[place] is '(' or '<' ? 1 : list[place] is ')' or '>' ? -1 : 0;
            if (depth == 0 && list[place] == ',')
            {
                yield return list.Substring(begin, place - begin);
                begin = place + 2;
            }
        }

        yield return list.Substring(begin);
    }

    /// <summary>Writes the constants.</summary>
    public void WriteConstants(CodeWriter writer) => WriteConstants(writer, static _ => true);

    /// <summary>Writes those that are wanted.</summary>
    public void WriteConstants(CodeWriter writer, Func<string, bool> isWanted)
    {
        foreach (KeyValuePair<Tensor, string> named in _names.Where(named => isWanted(named.Value)).OrderBy(named => (_program.Memory[named.Key].Region, _program.Memory[named.Key].Offset)))
        {
            Place place = _program.Memory[named.Key];
            string offset = place.Offset.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '_');
            writer.Line($"const int {named.Value} = {offset}; // {_program.Forms[named.Key]}, in {Array(place.Region)}");
        }

        writer.Paragraph();
    }

    /// <summary>Writes what the operations of a sample begin with.</summary>
    public void WriteSample(CodeWriter writer, IEnumerable<Operation> operations)
    {
        if (operations.Any(operation => _calls[operation].Any(argument => argument.Tensor is { } tensor && _program.Memory[tensor].Region == Region.Sample)))
        {
            writer.Line($"ref float {Sample} = ref Unsafe.Add(ref {Array(Region.Sample)}, (nint)sample * SampleFloats);");
        }
    }

    /// <summary>An operation's call, with gaps in place of numbers.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="numbers">Receives the numbers.</param>
    public string CallOf(Operation operation, List<StageNumber> numbers)
    {
        if (operation.EndCondition is { } condition)
        {
            return StageText.TakeNumbers(ReturnIf(condition), "node", numbers);
        }

        Argument[] call = _calls[operation];
        IEnumerable<string> arguments = call.Skip(1).Select(argument => argument.Tensor is { } tensor
            ? PlaceOf(tensor, argument.Offset, operation.Scope, numbers)
            : StageText.TakeNumbers(argument.Text, argument.Name, numbers));
        return $"{call[0].Text}({string.Join(", ", arguments)});";
    }

    /// <summary>Ends a method where a condition holds.</summary>
    public static string ReturnIf(string condition) => $"if ({condition}) return;";

    private string PlaceOf(Tensor tensor, int offset, Scope scope, List<StageNumber> numbers)
    {
        Place place = _program.Memory[tensor];
        numbers.Add(new StageNumber(_names[tensor] + (offset == 0 ? "" : FormattableString.Invariant($" + {offset}")), place.Offset + offset, _names[tensor]));
        return $"ref Unsafe.Add(ref {Array(place.Region, scope)}, {StageText.Gap})";
    }

    /// <summary>The names in C#.</summary>
    /// <remarks>A large network's arguments are some ten thousand, most of them numbers: a regular expression would take a fifth of the time of all.</remarks>
    public static IEnumerable<string> WordsOf(string text)
    {
        int begin = -1;
        for (int place = 0; place <= text.Length; place++)
        {
            bool isLetter = place < text.Length && (text[place] == '_' || char.IsLetter(text[place]));
            bool goesOn = begin >= 0 && place < text.Length && (isLetter || char.IsDigit(text[place]));
            if (begin >= 0 && !goesOn)
            {
                yield return text.Substring(begin, place - begin);
                begin = -1;
            }
            else if (begin < 0 && isLetter)
            {
                begin = place;
            }
        }
    }

    private static string Array(Region region, Scope scope) => region == Region.Sample && scope == Scope.Sample ? Sample : Array(region);

    private static string Array(Region region) => region switch
    {
        Region.Sample => "arena",
        Region.Shard => "scratch",
        _ => "batch",
    };

    // After the layer, whose name may be any text.
    private static string NameOf(Tensor tensor, HashSet<string> taken)
    {
        StringBuilder letters = new();
        foreach (char letter in tensor.Name)
        {
            letters.Append(letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') ? letter : '_');
        }

        string name = letters.ToString();
        if (name.Length == 0 || char.IsDigit(name[0]) || CSharpText.IsKeyword(name))
        {
            name = "_" + name;
        }

        string free = name;
        for (int number = 2; !taken.Add(free); number++)
        {
            free = name + "_" + number.ToString(CultureInfo.InvariantCulture);
        }

        return free;
    }

    private sealed class ByReference : IEqualityComparer<Operation>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(Operation one, Operation other) => ReferenceEquals(one, other);

        public int GetHashCode(Operation operation) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(operation);
    }
}
