// A type that the compiler needs for records and that netstandard2.0 lacks.
#pragma warning disable IDE0130 // The namespace is the compiler's, not the folder's.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit
{
}
